package org.seiplatform.fact.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.People;
import org.seiplatform.fact.Texts;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.merge.State;
import org.seiplatform.platform.persistence.Columns;
import org.seiplatform.platform.persistence.NameKey;

/**
 * What is known of a deployment: its sender's latest statement, and what the reports of a provider come to. Each is a join of its
 * own, so it does not matter in which order they arrive; which of the two counts follows from both (docs/decisions/0023).
 *
 * @param stated null where there are reports only
 * @param details what only senders say
 * @param reported null where no provider has reported
 */
record DeploymentState(
        Key key,
        @Nullable Attempt stated,
        Details details,
        @Nullable Attempt reported) implements State<DeploymentState.Key, DeploymentState> {

    private static final int MAX_ENVIRONMENT = 200;

    record Key(UUID repositoryId, String externalId) {}

    /**
     * What the latest statement of the sender says beyond how it went.
     *
     * @param listedCommits null where the sender did not list them
     */
    record Details(
            @Nullable List<String> listedCommits,
            DeploymentEvent.@Nullable Kind kind,
            @Nullable String remediates,
            @Nullable String deploymentGroup,
            @Nullable Boolean failed) {

        static final Details NONE = new Details(null, null, null, null, null);
    }

    static DeploymentState of(DeploymentEvent event, People people, int environmentId) {
        Instant startedAt = Columns.nullableStored(event.startedAt());
        Instant finishedAt = Columns.nullableStored(event.finishedAt());
        List<String> commits = event.commits() == null
                ? null
                : event.commits().stream().distinct().sorted().toList();
        Attempt attempt = new Attempt(
                environmentId,
                event.commitSha(),
                event.ref(),
                event.status(),
                startedAt,
                finishedAt,
                people.identity(event.repositoryId(), event.deployedBy()),
                new Precedence(
                        Columns.stored(event.updatedAt()),
                        Attempt.progress(event.status()),
                        Fingerprint.of(
                                environmentKey(event),
                                event.commitSha(),
                                event.ref(),
                                event.status(),
                                startedAt,
                                finishedAt,
                                people.key(event.repositoryId(), event.deployedBy()),
                                commits,
                                event.kind(),
                                event.remediates(),
                                keyOfGroup(event.deploymentGroup()),
                                event.failed())));
        Key key = new Key(event.repositoryId(), event.externalId());
        return switch (event.statedBy()) {
            case SENDER ->
                new DeploymentState(
                        key,
                        attempt,
                        new Details(commits, event.kind(), event.remediates(), event.deploymentGroup(), event.failed()),
                        null);
            case PROVIDER -> new DeploymentState(key, null, Details.NONE, attempt);
        };
    }

    /** The name of its environment as far as it is kept. */
    static String environment(DeploymentEvent event) {
        return Objects.requireNonNull(Texts.fitted(event.environment(), MAX_ENVIRONMENT));
    }

    static String environmentKey(DeploymentEvent event) {
        return NameKey.of(environment(event));
    }

    @Nullable
    String groupKey() {
        return keyOfGroup(details.deploymentGroup());
    }

    private static @Nullable String keyOfGroup(@Nullable String deploymentGroup) {
        return deploymentGroup == null ? null : NameKey.of(deploymentGroup);
    }

    /** Whether a provider's report counts: there is nothing else, or it is the later word and the sender has stated no success. */
    boolean isReported() {
        return reported != null
                && (stated == null
                        || !stated.succeeded() && reported.precedence().isLaterThan(stated.precedence()));
    }

    /** How it went. */
    Attempt outcome() {
        return Objects.requireNonNull(isReported() ? reported : stated, "stated or reported");
    }

    /** The other one of the two, where there are both. */
    @Nullable
    Attempt overruled() {
        return isReported() ? stated : reported;
    }

    /** When it reached its environment; null if it never did. */
    @Nullable
    Instant succeededAt() {
        return outcome().succeeded() ? outcome().finishedAt() : null;
    }

    @Override
    public DeploymentState merge(DeploymentState other) {
        DeploymentState sender = latestStatedOf(this, other);
        return new DeploymentState(key, sender.stated, sender.details, Attempt.ofReports(reported, other.reported));
    }

    private static DeploymentState latestStatedOf(DeploymentState one, DeploymentState other) {
        if (one.stated == null || other.stated == null) {
            return one.stated == null ? other : one;
        }
        return one.stated.precedence().yieldsTo(other.stated.precedence()) ? other : one;
    }

    @Override
    public boolean saysTheSameAs(DeploymentState other) {
        return Attempt.saySame(stated, other.stated) && Attempt.saySame(reported, other.reported);
    }

    /** Whether the two make no difference to what deployments deliver. */
    boolean deliversLike(DeploymentState other) {
        return Attempt.saySame(outcome(), other.outcome()) && details.equals(other.details);
    }
}
