package org.seiplatform.fact.deployment;

import static org.seiplatform.fact.merge.MergeLaws.holds;
import static org.seiplatform.fact.merge.MergeLaws.time;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.instancio.junit.Given;
import org.instancio.junit.InstancioExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seiplatform.fact.deployment.DeploymentState.Details;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.testing.Choices;

@ExtendWith(InstancioExtension.class)
class DeploymentStateMergeProperties {

    private static final UUID REPOSITORY = new UUID(0, 1);

    @Test
    void whatIsKnownDoesNotDependOnTheOrderOfStatements(@Given(Choices.Seeded.class) Choices seeded) {
        holds(seeded, DeploymentStateMergeProperties::deployment, DeploymentState::merge);
    }

    /** What a sender states, or what a provider reports. */
    private static DeploymentState deployment(Choices choices) {
        DeploymentEvent.Status status = choices.of(List.of(DeploymentEvent.Status.values()));
        boolean running = status == DeploymentEvent.Status.IN_PROGRESS;
        String ref = choices.of(List.of("v1", "v2"));
        @Nullable Instant startedAt = choices.nullOnceIn(3, () -> time(choices));
        @Nullable Instant finishedAt = running ? null : time(choices);
        @Nullable Boolean failed = choices.nullOnceIn(2, () -> choices.onceIn(2));
        boolean reported = choices.onceIn(2);
        Attempt attempt = new Attempt(
                1,
                "a",
                ref,
                status,
                startedAt,
                finishedAt,
                null,
                new Precedence(
                        time(choices),
                        Attempt.progress(status),
                        Fingerprint.of(status, ref, startedAt, finishedAt, reported ? null : failed)));
        DeploymentState.Key key = new DeploymentState.Key(REPOSITORY, "1");
        return reported
                ? new DeploymentState(key, null, Details.NONE, attempt)
                : new DeploymentState(key, attempt, new Details(null, null, null, null, failed), null);
    }
}
