package org.seiplatform.coderepo;

import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.HostNames;

/**
 * The host on which a repository's id is unique.
 *
 * @param name empty for a repository that git reaches by no host
 * @param assumed whether nobody said it, so that it is the provider's own until a webhook tells better
 */
record RepositoryHost(String name, boolean assumed) {

    /** What is said, else what the URL says, else the provider's own. */
    static RepositoryHost of(Provider provider, @Nullable String stated, @Nullable String url) {
        String text = stated == null ? url : "https://" + stated;
        return HostNames.ofUrl(text)
                .map(host -> new RepositoryHost(host, false))
                .orElseGet(() -> new RepositoryHost(provider.publicHost(), provider != Provider.GIT));
    }
}
