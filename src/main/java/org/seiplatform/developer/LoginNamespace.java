package org.seiplatform.developer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a login belongs to one person: the accounts of one host.
 *
 * @param host as {@link org.seiplatform.platform.web.HostNames} writes it
 */
public record LoginNamespace(IdentityKind kind, String host) {

    public LoginNamespace {
        if (!kind.isLogin()) {
            throw new IllegalArgumentException("An e-mail address is the same person's everywhere");
        }
    }

    /** The logins of a provider of repositories, which has the same name as their kind; null where it has no logins. */
    public static @Nullable LoginNamespace of(String provider, String host) {
        return Arrays.stream(IdentityKind.values())
                .filter(kind -> kind.isLogin() && kind.code().equals(provider))
                .findFirst()
                .map(kind -> new LoginNamespace(kind, host))
                .orElse(null);
    }
}
