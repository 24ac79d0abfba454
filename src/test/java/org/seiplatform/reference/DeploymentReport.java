package org.seiplatform.reference;

import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a provider reports of a deployment, which is not what its sender states.
 *
 * @param attempt without what only senders say
 */
record DeploymentReport(DeploymentFact attempt) implements Fact {

    /** How the deployment stood at a time, as its provider has it. */
    static DeploymentReport of(
            DeploymentFact deployment,
            String environment,
            String commitSha,
            String status,
            Instant startedAt,
            @Nullable Instant finishedAt,
            Instant updatedAt) {
        return new DeploymentReport(new DeploymentFact(
                deployment.repositoryId(),
                deployment.externalId(),
                environment,
                commitSha,
                deployment.ref(),
                status,
                startedAt,
                finishedAt,
                creator(deployment.deployedBy()),
                null,
                null,
                null,
                null,
                null,
                updatedAt));
    }

    /** A provider knows people by their logins. */
    private static @Nullable PersonFact creator(@Nullable PersonFact person) {
        return person != null && person.name() == null && person.email() == null ? person : null;
    }

    @Override
    public Instant updatedAt() {
        return attempt.updatedAt();
    }

    @Override
    public DeploymentReport renamed(UnaryOperator<UUID> ids) {
        return new DeploymentReport(attempt.renamed(ids));
    }
}
