package org.seiplatform.fact.build;

import java.util.List;
import java.util.stream.Collectors;
import org.seiplatform.developer.privacy.PersonalData;
import org.seiplatform.fact.EventBatch;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.FactType;
import org.seiplatform.fact.IngestResult;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.build.BuildState.Key;
import org.seiplatform.fact.merge.Merging;
import org.seiplatform.fact.merge.Merging.Change;
import org.springframework.stereotype.Component;

/** Stores builds; nothing is derived from them. */
@Component
class BuildFacts implements FactType {

    private final BuildStore store;
    private final OldBuildStore old;
    private final BuildPersonalData personalData;

    BuildFacts(BuildStore store, OldBuildStore old, BuildPersonalData personalData) {
        this.store = store;
        this.old = old;
        this.personalData = personalData;
    }

    @Override
    public FactKind kind() {
        return FactKind.BUILD;
    }

    @Override
    public IngestResult store(EventBatch batch) {
        List<BuildState> states = batch.only(BuildEvent.class).stream()
                .map(event -> BuildState.of(event, batch.people()))
                .toList();
        if (states.isEmpty()) {
            return IngestResult.NONE;
        }
        Merging<Key, BuildState> merging =
                new Merging<>(store.find(states.stream().map(BuildState::key).collect(Collectors.toSet())));
        IngestResult result = merging.addAll(states);
        List<Change<BuildState>> changes = merging.changes();
        if (!changes.isEmpty()) {
            store.write(changes.stream().map(Change::after).toList());
        }
        return result;
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
