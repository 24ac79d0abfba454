package org.seiplatform.platform.problem;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A JSON value that a deserializer of ours refuses, with the reason in words for the caller. */
public class InvalidValueException extends MismatchedInputException {

    private final String reason;

    /**
     * Refuses the value that the parser is at.
     *
     * @param reason the end of a sentence about the field: "must be a string"
     */
    public InvalidValueException(JsonParser parser, Class<?> target, String reason) {
        super(parser, reason, target);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
