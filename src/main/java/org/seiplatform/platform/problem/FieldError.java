package org.seiplatform.platform.problem;

/**
 * One thing wrong with the input.
 *
 * @param pointer where: a JSON pointer into the body ({@code /settings/time_zone}), the empty string for the whole body, or a
 *     question mark and a name for a query parameter ({@code ?limit})
 * @param message what is wrong, as the end of a sentence about the field: "must be a string"
 */
public record FieldError(String pointer, String message) {

    /** Something wrong with a query parameter. */
    public static FieldError parameter(String name, String message) {
        return new FieldError("?" + name, message);
    }
}
