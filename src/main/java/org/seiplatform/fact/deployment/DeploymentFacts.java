package org.seiplatform.fact.deployment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.developer.privacy.PersonalData;
import org.seiplatform.fact.Event;
import org.seiplatform.fact.EventBatch;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.FactType;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.deployment.DeploymentState.Key;
import org.seiplatform.fact.merge.Effect;
import org.seiplatform.fact.merge.Merging;
import org.seiplatform.fact.merge.Merging.Change;
import org.springframework.stereotype.Component;

/** Stores deployments. */
@Component
class DeploymentFacts implements FactType {

    private final DeploymentStore store;
    private final Environments environments;
    private final OldDeploymentStore old;
    private final DeploymentPersonalData personalData;
    private final ErasedPeople erasedPeople;

    DeploymentFacts(
            DeploymentStore store,
            Environments environments,
            OldDeploymentStore old,
            DeploymentPersonalData personalData,
            ErasedPeople erasedPeople) {
        this.erasedPeople = erasedPeople;
        this.store = store;
        this.environments = environments;
        this.old = old;
        this.personalData = personalData;
    }

    @Override
    public FactKind kind() {
        return FactKind.DEPLOYMENT;
    }

    @Override
    public void prepare(UUID organizationId, Collection<? extends Event> events) {
        List<DeploymentEvent> deployments = events.stream()
                .filter(DeploymentEvent.class::isInstance)
                .map(DeploymentEvent.class::cast)
                .toList();
        if (!deployments.isEmpty()) {
            ErasedWords erased = erasedPeople.words(organizationId);
            environments.of(
                    organizationId,
                    deployments.stream().map(event -> event.without(erased)).toList());
        }
    }

    @Override
    public List<Effect> store(EventBatch batch) {
        List<DeploymentEvent> events = batch.only(DeploymentEvent.class);
        if (events.isEmpty()) {
            return List.of();
        }
        // They are there already, unless an erasure has just given one another name.
        Map<String, Integer> environmentIds = environments.of(batch.organizationId(), events);
        List<DeploymentState> states = events.stream()
                .map(event -> DeploymentState.of(
                        event, batch.people(), environmentIds.getOrDefault(DeploymentState.environmentKey(event), 0)))
                .toList();
        Merging<Key, DeploymentState> merging = new Merging<>(
                store.find(states.stream().map(DeploymentState::key).collect(Collectors.toSet())));
        List<Effect> effects = merging.addAll(states);
        List<Change<DeploymentState>> changes = merging.changes();
        if (!changes.isEmpty()) {
            store.write(
                    batch.organizationId(), changes.stream().map(Change::after).toList());
            report(batch, changes);
        }
        return effects;
    }

    private static void report(EventBatch batch, List<Change<DeploymentState>> changes) {
        changes.stream()
                .filter(change -> change.before() == null || !change.after().deliversLike(change.before()))
                .filter(change -> succeeded(change.after()) || succeeded(change.before()))
                .map(change -> change.after().key())
                .collect(groupingBy(Key::repositoryId, mapping(Key::externalId, toList())))
                .forEach(batch.changes()::deploymentsChanged);
    }

    private static boolean succeeded(@Nullable DeploymentState state) {
        return state != null && state.succeededAt() != null;
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
