package org.seiplatform.developer;

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
}
