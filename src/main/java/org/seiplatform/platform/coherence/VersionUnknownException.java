package org.seiplatform.platform.coherence;

import org.jspecify.annotations.Nullable;

/** Whether what is remembered is current cannot be found out just now. */
public class VersionUnknownException extends RuntimeException {

    VersionUnknownException(@Nullable Throwable cause) {
        // It is an answer, not an accident: nobody reads where it came from.
        super("The current version cannot be read", cause, false, false);
    }
}
