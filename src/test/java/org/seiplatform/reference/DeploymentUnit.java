package org.seiplatform.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What counts once: a deployment, or all deployments of a group in one environment.
 *
 * <p>Choice: a finished group that did not succeed is a {@code failure} if any member is, else {@code cancelled}.
 */
record DeploymentUnit(String environment, List<DeploymentFact> members) {

    /** The units of all deployments. */
    static List<DeploymentUnit> of(List<DeploymentFact> deployments) {
        Map<Object, List<DeploymentFact>> units = new LinkedHashMap<>();
        for (DeploymentFact deployment : deployments) {
            Object key = deployment.groupKey() == null
                    ? deployment.key()
                    : List.of(deployment.environmentKey(), deployment.groupKey());
            units.computeIfAbsent(key, none -> new ArrayList<>()).add(deployment);
        }
        return units.values().stream()
                .map(members -> new DeploymentUnit(members.getFirst().environment(), members))
                .toList();
    }

    String status() {
        if (members.stream().anyMatch(DeploymentFact::inProgress)) {
            return "in_progress";
        }
        if (members.stream().allMatch(DeploymentFact::success)) {
            return "success";
        }
        return members.stream().anyMatch(member -> member.status().equals("failure")) ? "failure" : "cancelled";
    }

    /** The finish of its last member; null while it is in progress. */
    @Nullable
    Instant finishedAt() {
        return status().equals("in_progress")
                ? null
                : members.stream()
                        .map(DeploymentFact::finish)
                        .max(Instant::compareTo)
                        .orElseThrow();
    }

    boolean touches(Set<UUID> repositories) {
        return members.stream().anyMatch(member -> repositories.contains(member.repositoryId()));
    }
}
