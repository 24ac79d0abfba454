package org.seiplatform.platform.secrets;

import org.jspecify.annotations.Nullable;

/** How the service proves who it is to a server. */
public record Account(@Nullable String username, @Nullable String password) {

    /** Hides the credentials from logs. */
    @Override
    public String toString() {
        return "an account";
    }
}
