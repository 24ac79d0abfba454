package org.seiplatform.fact.deployment;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.seiplatform.platform.pattern.TextPatterns;
import org.seiplatform.platform.persistence.NameKey;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The environments that deployments go to; those whose names differ in case alone are one. */
@Component
class Environments {

    private final EnvironmentStore store;
    private final TextPatterns patterns;
    private final TransactionTemplate transaction;

    Environments(EnvironmentStore store, TextPatterns patterns, TransactionTemplate transaction) {
        this.store = store;
        this.patterns = patterns;
        this.transaction = transaction;
    }

    /** The ids of the environments that events name, by the keys of their names; those that are missing are added. */
    Map<String, Integer> of(UUID organizationId, Collection<DeploymentEvent> events) {
        Map<String, String> names = new TreeMap<>();
        for (DeploymentEvent event : events) {
            String name = DeploymentState.environment(event);
            names.putIfAbsent(NameKey.of(name), name);
        }
        Map<String, Integer> ids = new HashMap<>(store.find(organizationId, names.keySet()));
        names.keySet().removeAll(ids.keySet());
        if (!names.isEmpty()) {
            transaction.executeWithoutResult(status ->
                    store.add(organizationId, names, patterns.ofNames(store.productionPattern(organizationId))));
            ids.putAll(store.find(organizationId, names.keySet()));
        }
        return ids;
    }
}
