package org.seiplatform.fact.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.fact.Event;
import org.seiplatform.fact.EventTimes;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.Texts;

/**
 * An attempt to put one commit of one repository into one environment; natural key: repository and external id.
 *
 * @param finishedAt present exactly when {@code status} is not {@link Status#IN_PROGRESS}
 * @param commits shas that the deployment carries, as its sender lists them; null where it does not list any
 * @param kind what the sender says it is; null leaves it to the rules
 * @param remediates external id of the deployment of the same repository that this one repairs
 * @param deploymentGroup deployments of several repositories with the same group count once
 * @param failed whether the sender says that it failed its users; null leaves it to the rules
 * @param statedBy whose word it is
 */
public record DeploymentEvent(
        UUID repositoryId,
        String externalId,
        String environment,
        String commitSha,
        @Nullable String ref,
        Status status,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Person deployedBy,
        @Nullable List<String> commits,
        @Nullable Kind kind,
        @Nullable String remediates,
        @Nullable String deploymentGroup,
        @Nullable Boolean failed,
        Instant updatedAt,
        StatedBy statedBy)
        implements Event {

    /** What its sender states. */
    public DeploymentEvent(
            UUID repositoryId,
            String externalId,
            String environment,
            String commitSha,
            @Nullable String ref,
            Status status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Person deployedBy,
            @Nullable List<String> commits,
            @Nullable Kind kind,
            @Nullable String remediates,
            @Nullable String deploymentGroup,
            @Nullable Boolean failed,
            Instant updatedAt) {
        this(
                repositoryId,
                externalId,
                environment,
                commitSha,
                ref,
                status,
                startedAt,
                finishedAt,
                deployedBy,
                commits,
                kind,
                remediates,
                deploymentGroup,
                failed,
                updatedAt,
                StatedBy.SENDER);
    }

    /** What a provider reports of a run of its own: how it went, and nothing about why it was made or what became of it. */
    public static DeploymentEvent reported(
            UUID repositoryId,
            String externalId,
            String environment,
            String commitSha,
            @Nullable String ref,
            Status status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Person deployedBy,
            Instant updatedAt) {
        return new DeploymentEvent(
                repositoryId,
                externalId,
                environment,
                commitSha,
                ref,
                status,
                startedAt,
                finishedAt,
                deployedBy,
                null,
                null,
                null,
                null,
                null,
                updatedAt,
                StatedBy.PROVIDER);
    }

    @Override
    public FactKind factKind() {
        return FactKind.DEPLOYMENT;
    }

    @Override
    public Instant happenedAt() {
        return EventTimes.first(finishedAt, startedAt, updatedAt);
    }

    @Override
    public @Nullable UUID changedRepository() {
        return repositoryId;
    }

    @Override
    public Set<UUID> namedRepositories() {
        return Set.of(repositoryId);
    }

    @Override
    public List<Participant> participants() {
        return List.of(new Participant(deployedBy, EventTimes.first(startedAt, finishedAt, updatedAt)));
    }

    @Override
    public DeploymentEvent without(ErasedWords erased) {
        return new DeploymentEvent(
                repositoryId,
                erased.key(externalId),
                erased.nameOfThing(environment),
                commitSha,
                Texts.labelWithout(erased, ref),
                status,
                startedAt,
                finishedAt,
                deployedBy,
                commits,
                kind,
                remediates == null ? null : erased.key(remediates),
                deploymentGroup == null ? null : erased.name(deploymentGroup),
                failed,
                updatedAt,
                statedBy);
    }

    /** Whose word a statement is: metrics.md, "The first success stands". */
    public enum StatedBy {
        /** Whoever deploys: over the events API, by releasing, or by a tag. The latest word counts. */
        SENDER,
        /** The provider whose pipeline, workflow or environment it is, by webhook or REST API. Its first success stands. */
        PROVIDER
    }

    /** How the attempt ended, if it did. */
    public enum Status {
        IN_PROGRESS,
        SUCCESS,
        FAILURE,
        CANCELLED
    }

    /** Why the deployment was made. */
    public enum Kind {
        PLANNED,
        HOTFIX,
        ROLLBACK,
        REDEPLOY
    }
}
