package org.seiplatform.fact.commit;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seiplatform.developer.privacy.PersonalData;
import org.seiplatform.fact.Derivation.ChangedCommit;
import org.seiplatform.fact.EventBatch;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.FactType;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.commit.CommitState.Key;
import org.seiplatform.fact.merge.Effect;
import org.seiplatform.fact.merge.Merging;
import org.seiplatform.fact.merge.Merging.Change;
import org.springframework.stereotype.Component;

/** Stores commits. */
@Component
class CommitFacts implements FactType {

    private final CommitStore store;
    private final OldCommitStore old;
    private final CommitPersonalData personalData;

    CommitFacts(CommitStore store, OldCommitStore old, CommitPersonalData personalData) {
        this.store = store;
        this.old = old;
        this.personalData = personalData;
    }

    @Override
    public FactKind kind() {
        return FactKind.COMMIT;
    }

    @Override
    public List<Effect> store(EventBatch batch) {
        List<CommitState> states = batch.only(CommitEvent.class).stream()
                .map(event -> CommitState.of(event, batch.people(), batch.repositories()))
                .toList();
        if (states.isEmpty()) {
            return List.of();
        }
        Merging<Key, CommitState> merging = new Merging<>(
                store.find(states.stream().map(CommitState::key).collect(Collectors.toSet()), batch.repositories()));
        List<Effect> effects = merging.addAll(states);
        List<Change<CommitState>> changes = merging.changes();
        if (!changes.isEmpty()) {
            store.write(changes);
            report(batch, changes);
        }
        return effects;
    }

    private static void report(EventBatch batch, List<Change<CommitState>> changes) {
        Map<UUID, List<ChangedCommit>> commits = changes.stream()
                .filter(change -> change.before() == null || !change.after().deliversLike(change.before()))
                .collect(groupingBy(
                        change -> change.after().key().repositoryId(), flatMapping(CommitFacts::both, toList())));
        if (!commits.isEmpty()) {
            batch.changes().commitsChanged(commits);
        }
    }

    private static Stream<ChangedCommit> both(Change<CommitState> change) {
        return Stream.concat(Stream.ofNullable(change.before()), Stream.of(change.after()))
                .map(state -> new ChangedCommit(state.key().sha(), state.committedAt()));
    }

    @Override
    public RetainedFacts retained() {
        return old;
    }

    @Override
    public PersonalData personalData() {
        return personalData;
    }
}
