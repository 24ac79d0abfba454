package org.seiplatform.fact.commit;

import static org.seiplatform.fact.merge.MergeLaws.holds;
import static org.seiplatform.fact.merge.MergeLaws.part;
import static org.seiplatform.fact.merge.MergeLaws.time;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.instancio.junit.Given;
import org.instancio.junit.InstancioExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seiplatform.fact.commit.CommitState.Branch;
import org.seiplatform.fact.commit.CommitState.Parents;
import org.seiplatform.fact.commit.CommitState.Sizes;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.testing.Choices;

@ExtendWith(InstancioExtension.class)
class CommitStateMergeProperties {

    private static final UUID REPOSITORY = new UUID(0, 1);

    @Test
    void whatIsKnownDoesNotDependOnTheOrderOfStatements(@Given(Choices.Seeded.class) Choices seeded) {
        holds(seeded, CommitStateMergeProperties::commit, CommitState::merge);
    }

    private static CommitState commit(Choices choices) {
        Instant updatedAt = time(choices);
        Instant committedAt = time(choices);
        @Nullable String subject = choices.nullOnceIn(5, () -> choices.of(List.of("One", "Two")));
        @Nullable
        List<String> parents =
                choices.nullOnceIn(3, () -> choices.of(List.of(List.of("a"), List.of("a", "b"), List.<String>of())));
        @Nullable Integer lines = choices.nullOnceIn(3, () -> choices.below(3));
        @Nullable String branch = choices.nullOnceIn(3, () -> choices.of(List.of("main", "topic", "other")));
        boolean assumed = choices.onceIn(2);
        return new CommitState(
                new CommitState.Key(REPOSITORY, "a"),
                committedAt,
                assumed,
                committedAt,
                null,
                null,
                subject,
                List.of(),
                new Precedence(updatedAt, 0, Fingerprint.of(committedAt, subject)),
                part(parents == null ? null : new Parents(parents), updatedAt),
                part(Sizes.of(lines, null, lines), updatedAt),
                part(branch == null ? null : new Branch(branch, branch.equals("main")), updatedAt));
    }
}
