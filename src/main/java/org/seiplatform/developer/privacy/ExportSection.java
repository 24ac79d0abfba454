package org.seiplatform.developer.privacy;

/**
 * What is stored of a developer in one place.
 *
 * @param name of the files
 * @param query of the rows, with the parameters {@code :organization} and {@code :developer}
 */
public record ExportSection(String name, String query) {

    /** That an identity is the developer's, to be written after the column that holds its id. */
    public static final String OF_DEVELOPER = "in (select id from identities where developer_id = :developer)";
}
