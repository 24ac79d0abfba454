package org.seiplatform.platform.startup;

import org.jspecify.annotations.Nullable;

/** The service cannot start for a reason that its operator can do something about: told in words, without a stack trace. */
public class StartFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param description what is wrong
     * @param action what to do about it
     */
    public StartFailureException(String description, String action) {
        this(description, action, null);
    }

    /**
     * @param description what is wrong
     * @param action what to do about it
     * @param cause what it was noticed by; null if that was no exception
     */
    public StartFailureException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
