package org.seiplatform.fact;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.DeploymentState.Key;
import org.seiplatform.fact.Merging.Change;
import org.springframework.stereotype.Component;

/** Stores deployments. */
@Component
class DeploymentIngest {

    private final DeploymentStore store;
    private final Environments environments;

    DeploymentIngest(DeploymentStore store, Environments environments) {
        this.store = store;
        this.environments = environments;
    }

    IngestResult apply(Chunk chunk) {
        List<DeploymentEvent> events = chunk.only(DeploymentEvent.class);
        if (events.isEmpty()) {
            return IngestResult.NONE;
        }
        // They are there already, unless an erasure has just given one another name.
        Map<String, Integer> environmentIds = environments.of(chunk.organizationId(), events);
        List<DeploymentState> states = events.stream()
                .map(event -> DeploymentState.of(
                        event, chunk.people(), environmentIds.getOrDefault(DeploymentState.environmentKey(event), 0)))
                .toList();
        Merging<Key, DeploymentState> merging = new Merging<>(
                store.find(states.stream().map(DeploymentState::key).collect(Collectors.toSet())));
        IngestResult result = merging.addAll(states);
        List<Change<DeploymentState>> changes = merging.changes();
        if (!changes.isEmpty()) {
            store.write(
                    chunk.organizationId(), changes.stream().map(Change::after).toList());
            for (Change<DeploymentState> change : changes) {
                if (change.before() == null || !change.after().deliversLike(change.before())) {
                    report(chunk, change.before());
                    report(chunk, change.after());
                }
            }
        }
        return result;
    }

    private void report(Chunk chunk, @Nullable DeploymentState state) {
        if (state != null && state.succeededAt() != null) {
            chunk.changes()
                    .deploymentChanged(
                            state.key().repositoryId(), state.outcome().environmentId(), state.succeededAt());
        }
    }
}
