package org.seiplatform.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with the input.
 *
 * @param pointer where: a JSON pointer into the body ({@code /settings/time_zone}), the empty string for the whole body, or a
 *     question mark and a name for a query parameter ({@code ?limit}); into the line, where there is one
 * @param message what is wrong, as the end of a sentence about the field: "must be a string"
 * @param index which of the objects sent at once, from 0; left out where only one thing can be sent
 * @param line which line of the body, from 1; left out where the body has no lines
 */
public record FieldError(
        String pointer,
        String message,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long index,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long line) {

    public FieldError(String pointer, String message) {
        this(pointer, message, null, null);
    }

    /** Something wrong with a query parameter. */
    public static FieldError parameter(String name, String message) {
        return new FieldError("?" + name, message);
    }
}
