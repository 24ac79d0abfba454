package org.seiplatform.source.git;

import java.io.IOException;
import org.seiplatform.platform.resilience.Dependency;
import org.seiplatform.platform.resilience.DependencyUnavailableException;
import org.seiplatform.platform.resilience.ResiliencePolicies;
import org.seiplatform.source.git.ImportFailure.Code;
import org.seiplatform.source.git.ImportStore.ClaimedJob;
import org.springframework.stereotype.Component;

/**
 * Fetches from git servers, each of which fails for itself. To fetch again does no harm, so a connection that breaks is tried once
 * more; a server that does not answer an organization time and again is left alone for a while, by that organization: others may
 * ask another part of it, or with better reason.
 */
@Component
class GitRemotes {

    private final GitSource source;
    private final ResiliencePolicies policies;

    GitRemotes(GitSource source, ResiliencePolicies policies) {
        this.source = source;
        this.policies = policies;
    }

    /** The caller closes it. */
    GitDirectory open(ClaimedJob claimed, ImportProgress progress) throws IOException {
        String url = claimed.options().url();
        if (url == null) {
            return source.openLocal(claimed);
        }
        GitAddress address = GitAddress.parse(url)
                .orElseThrow(() -> AddressRules.forbidden("It is no plain http or https address."));
        String server = claimed.organizationId() + " " + address.server();
        try {
            return policies.of(Dependency.GIT, server).callRepeatable(() -> source.fetch(claimed, address, progress));
        } catch (DependencyUnavailableException refused) {
            throw new ImportFailure(
                    Code.IMPORT_UNREACHABLE, "The git server has not answered lately; try again in a while.", refused);
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
