package org.seiplatform.platform.dataversion;

import org.jspecify.annotations.Nullable;

/** Whether what is remembered is current cannot be found out just now. */
public class VersionUnknownException extends RuntimeException {

    VersionUnknownException(@Nullable Throwable cause) {
        // No stack trace: this is an expected outcome.
        super("The current version cannot be read", cause, false, false);
    }
}
