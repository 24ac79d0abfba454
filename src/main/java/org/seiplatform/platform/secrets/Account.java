package org.seiplatform.platform.secrets;

import org.jspecify.annotations.Nullable;

/** How the service proves who it is to a server. */
public record Account(@Nullable String username, @Nullable String password) {

    /** What it consists of is nobody's business. */
    @Override
    public String toString() {
        return "an account";
    }
}
