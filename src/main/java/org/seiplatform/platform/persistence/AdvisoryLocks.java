package org.seiplatform.platform.persistence;

import java.util.UUID;

/** The names of the locks by which transactions of different features exclude each other, in the order in which they are taken. */
public final class AdvisoryLocks {

    private AdvisoryLocks() {}

    /** Taken to change the people of an organization. */
    public static String people(UUID organizationId) {
        return "people " + organizationId;
    }

    /** Who changes facts of an organization: shared by those who also lock repositories or the facts of the organization itself, whole for all of them. */
    public static String ingest(UUID organizationId) {
        return "ingest " + organizationId;
    }

    public static String ingestOfRepository(UUID repositoryId) {
        return "ingest repository " + repositoryId;
    }

    public static String ingestOfOrganizationFacts(UUID organizationId) {
        return "ingest facts of organization " + organizationId;
    }
}
