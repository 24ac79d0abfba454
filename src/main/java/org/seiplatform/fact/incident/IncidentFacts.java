package org.seiplatform.fact.incident;

import java.util.List;
import java.util.stream.Collectors;
import org.seiplatform.developer.privacy.PersonalData;
import org.seiplatform.fact.EventBatch;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.FactType;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.merge.Effect;
import org.seiplatform.fact.merge.Merging;
import org.seiplatform.fact.merge.Merging.Change;
import org.springframework.stereotype.Component;

/** Stores incidents. What they are laid to is kept by the database (docs/decisions/0038), so nothing is derived here. */
@Component
class IncidentFacts implements FactType {

    private final IncidentStore store;
    private final OldIncidentStore old;
    private final IncidentPersonalData personalData;

    IncidentFacts(IncidentStore store, OldIncidentStore old, IncidentPersonalData personalData) {
        this.store = store;
        this.old = old;
        this.personalData = personalData;
    }

    @Override
    public FactKind kind() {
        return FactKind.INCIDENT;
    }

    @Override
    public List<Effect> store(EventBatch batch) {
        List<IncidentState> states =
                batch.only(IncidentEvent.class).stream().map(IncidentState::of).toList();
        if (states.isEmpty()) {
            return List.of();
        }
        Merging<String, IncidentState> merging = new Merging<>(store.find(
                batch.organizationId(), states.stream().map(IncidentState::key).collect(Collectors.toSet())));
        List<Effect> effects = merging.addAll(states);
        List<Change<IncidentState>> changes = merging.changes();
        if (!changes.isEmpty()) {
            store.write(
                    batch.organizationId(), changes.stream().map(Change::after).toList());
        }
        return effects;
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
