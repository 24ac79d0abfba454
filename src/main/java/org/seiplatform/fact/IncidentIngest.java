package org.seiplatform.fact;

import java.util.List;
import java.util.stream.Collectors;
import org.seiplatform.fact.Merging.Change;
import org.springframework.stereotype.Component;

/** Stores incidents. What they are laid to is decided when it is asked for, so nothing is derived from them. */
@Component
class IncidentIngest {

    private final IncidentStore store;

    IncidentIngest(IncidentStore store) {
        this.store = store;
    }

    IngestResult apply(Chunk chunk) {
        List<IncidentState> states =
                chunk.only(IncidentEvent.class).stream().map(IncidentState::of).toList();
        if (states.isEmpty()) {
            return IngestResult.NONE;
        }
        Merging<String, IncidentState> merging = new Merging<>(store.find(
                chunk.organizationId(), states.stream().map(IncidentState::key).collect(Collectors.toSet())));
        IngestResult result = merging.addAll(states);
        List<Change<IncidentState>> changes = merging.changes();
        if (!changes.isEmpty()) {
            store.write(
                    chunk.organizationId(), changes.stream().map(Change::after).toList());
        }
        return result;
    }
}
