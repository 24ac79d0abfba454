package org.seiplatform.ingest.webhook;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.CodeRepositories;
import org.seiplatform.coderepo.CodeRepository;
import org.seiplatform.coderepo.NewCodeRepository;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.ingest.webhook.payload.ReportedRepository;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Finds the repositories that payloads are about, and adds those that are new where the integration says so. */
@Component
class ReportedRepositories {

    private static final int MAXIMUM_NAME_LENGTH = 200;
    private static final int MAXIMUM_BRANCH_LENGTH = 255;
    private static final int MAXIMUM_URL_LENGTH = 2000;

    private final CodeRepositories repositories;

    ReportedRepositories(CodeRepositories repositories) {
        this.repositories = repositories;
    }

    /** Empty if it is not known and not to be added. What is known of it already stays as it is. */
    Optional<CodeRepository> find(ReceivingIntegration integration, ReportedRepository reported) {
        Optional<CodeRepository> known = find(integration.organizationId(), integration.provider(), reported);
        if (known.isEmpty() && integration.content().autoCreateRepositories()) {
            return Optional.of(add(integration.organizationId(), integration.provider(), reported));
        }
        return known;
    }

    private CodeRepository add(UUID organizationId, WebhookProvider provider, ReportedRepository reported) {
        try {
            return repositories.create(
                    organizationId,
                    new NewCodeRepository(
                            name(reported.name()),
                            provider(provider),
                            reported.host(),
                            reported.providerId(),
                            url(reported.url()),
                            branch(reported.defaultBranch())));
        } catch (DataIntegrityViolationException addedMeanwhile) {
            return find(organizationId, provider, reported).orElseThrow(() -> addedMeanwhile);
        }
    }

    private Optional<CodeRepository> find(UUID organizationId, WebhookProvider provider, ReportedRepository reported) {
        return repositories.findReported(organizationId, provider(provider), reported.host(), reported.providerId());
    }

    private static Provider provider(WebhookProvider provider) {
        return switch (provider) {
            case GITHUB -> Provider.GITHUB;
            case GITLAB -> Provider.GITLAB;
        };
    }

    /** The end of a path tells more than its beginning. */
    private static String name(String name) {
        return name.substring(Math.max(0, name.length() - MAXIMUM_NAME_LENGTH));
    }

    /** An address with an @ could carry a password. */
    private static @Nullable String url(@Nullable String url) {
        boolean plain = url != null && url.length() <= MAXIMUM_URL_LENGTH && url.matches("https?://[^\\s@]+");
        return plain ? url : null;
    }

    private static @Nullable String branch(@Nullable String branch) {
        return branch == null || branch.length() > MAXIMUM_BRANCH_LENGTH ? null : branch;
    }
}
