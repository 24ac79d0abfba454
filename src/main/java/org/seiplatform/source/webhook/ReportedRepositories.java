package org.seiplatform.source.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.CodeRepositories;
import org.seiplatform.coderepo.CodeRepository;
import org.seiplatform.coderepo.NewCodeRepository;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.coderepo.RepositoryReport;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.source.webhook.payload.ReportedRepository;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Finds the repositories that payloads are about, and adds those that are new where the integration says so. */
@Component
class ReportedRepositories {

    private static final int MAXIMUM_NAME_LENGTH = 200;
    private static final int MAXIMUM_BRANCH_LENGTH = 255;
    private static final int MAXIMUM_URL_LENGTH = 2000;

    private static final Pattern URL = Pattern.compile("https?://[\\x21-\\x7e&&[^@?#\\\\]]+");

    private final CodeRepositories repositories;
    private final ErasedPeople erasedPeople;
    private final Clock clock;

    ReportedRepositories(CodeRepositories repositories, ErasedPeople erasedPeople, Clock clock) {
        this.repositories = repositories;
        this.erasedPeople = erasedPeople;
        this.clock = clock;
    }

    /** What is reported, without the words that speak of erased people. */
    ReportedRepository withoutErased(UUID organizationId, ReportedRepository reported) {
        ErasedWords words = erasedPeople.words(organizationId);
        return words.isEmpty()
                ? reported
                : new ReportedRepository(
                        reported.host(),
                        reported.providerId(),
                        words.removedFromLabel(reported.name()),
                        reported.url() == null || words.isIn(reported.url()) ? null : reported.url(),
                        without(words, reported.defaultBranch()),
                        without(words, reported.formerDefaultBranch()),
                        reported.updatedAt());
    }

    private static @Nullable String without(ErasedWords words, @Nullable String branch) {
        return branch == null ? null : words.removedFromLabel(branch);
    }

    /** Empty if it is not known and not to be added. */
    Optional<CodeRepository> find(ReceivingIntegration integration, ReportedRepository reported) {
        Provider provider = integration.provider().provider();
        Optional<CodeRepository> known = find(integration.organizationId(), provider, reported);
        if (known.isEmpty() && integration.content().autoCreateRepositories()) {
            return Optional.of(add(integration.organizationId(), provider, reported));
        }
        return known;
    }

    private CodeRepository add(UUID organizationId, Provider provider, ReportedRepository reported) {
        try {
            return repositories.createReported(
                    organizationId,
                    new NewCodeRepository(
                            name(reported.name()),
                            provider,
                            reported.host(),
                            reported.providerId(),
                            url(reported.url()),
                            branch(reported.defaultBranch())));
        } catch (DataIntegrityViolationException addedMeanwhile) {
            return find(organizationId, provider, reported).orElseThrow(() -> addedMeanwhile);
        }
    }

    /**
     * Takes in what a payload says of its repository.
     *
     * @param madeAt a time before which the payload was not made; where it is null, anything else that is said counts more
     */
    void learn(UUID organizationId, CodeRepository repository, ReportedRepository reported, @Nullable Instant madeAt) {
        Instant now = clock.instant();
        // Or a wrong clock would have the last word for ever.
        Instant asOf = madeAt == null ? Instant.EPOCH : madeAt.isAfter(now) ? now : madeAt;
        repositories.report(
                organizationId,
                repository,
                new RepositoryReport(
                        name(reported.name()),
                        url(reported.url()),
                        branch(reported.defaultBranch()),
                        branch(reported.formerDefaultBranch()),
                        asOf));
    }

    private Optional<CodeRepository> find(UUID organizationId, Provider provider, ReportedRepository reported) {
        return repositories.findReported(organizationId, provider, reported.host(), reported.providerId());
    }

    /** The end of a path tells more than its beginning. */
    private static String name(String name) {
        return name.substring(Math.max(0, name.length() - MAXIMUM_NAME_LENGTH));
    }

    /** What could carry a password or a token is left out. */
    private static @Nullable String url(@Nullable String url) {
        if (url == null) {
            return null;
        }
        String plain = url.replaceFirst("(?i)([?#\\\\]|%(3f|23|5c)).*", "").replaceFirst("^(https?://)[^/@]*@", "$1");
        return plain.length() <= MAXIMUM_URL_LENGTH && URL.matcher(plain).matches() ? plain : null;
    }

    private static @Nullable String branch(@Nullable String branch) {
        return branch == null || branch.length() > MAXIMUM_BRANCH_LENGTH ? null : branch;
    }
}
