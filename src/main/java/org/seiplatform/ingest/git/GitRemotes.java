package org.seiplatform.ingest.git;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.git.ImportFailure.Code;
import org.seiplatform.ingest.git.ImportStore.ClaimedJob;
import org.seiplatform.platform.resilience.Dependency;
import org.seiplatform.platform.resilience.DependencyUnavailableException;
import org.seiplatform.platform.resilience.Guards;
import org.springframework.stereotype.Component;

/**
 * Fetches from git servers, each of which fails for itself. To fetch again does no harm, so a connection that breaks is tried once
 * more; a server that does not answer time and again is left alone for a while.
 */
@Component
class GitRemotes {

    private final GitSource source;
    private final Guards guards;

    GitRemotes(GitSource source, Guards guards) {
        this.source = source;
        this.guards = guards;
    }

    /** The caller closes it. */
    OpenRepository open(ClaimedJob claimed, ImportProgress progress) throws IOException {
        String host = host(claimed.options().url());
        if (host == null) {
            return source.open(claimed, progress);
        }
        try {
            return guards.of(Dependency.GIT, host).callRepeatable(() -> source.open(claimed, progress));
        } catch (DependencyUnavailableException refused) {
            throw new ImportFailure(
                    Code.IMPORT_UNREACHABLE, "The git server has not answered lately; try again in a while.", refused);
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** Null for a repository of this machine, or an address that will be refused anyway. */
    private static @Nullable String host(@Nullable String url) {
        try {
            return url == null ? null : URI.create(url).getHost();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
