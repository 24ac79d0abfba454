package org.seiplatform.operations.kubernetes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Nodes in zones on which pods are placed as Kubernetes does: where they fit, zones even to {@code maxSkew} where a constraint says so,
 * no two on a node that refuse each other, and of what remains where most is free.
 */
final class Nodes {

    /** A machine with what is left on it. */
    private static final class Node {

        private final int zone;
        private final List<String> owners = new ArrayList<>();
        private Resources free;

        private Node(int zone, Resources free) {
            this.zone = zone;
            this.free = free;
        }
    }

    private final List<Node> nodes;
    private final int zones;

    Nodes(int zones, int perZone, Resources size) {
        this.zones = zones;
        this.nodes = IntStream.range(0, zones * perZone)
                .mapToObj(number -> new Node(number % zones, size))
                .toList();
    }

    /** Places so many pods, or says how many found no node. */
    int place(Pod pod, int count) {
        int homeless = 0;
        for (int number = 0; number < count; number++) {
            Optional<Node> node = nodes.stream()
                    .filter(candidate -> Resources.of(pod, "requests").fitsIn(candidate.free))
                    .filter(candidate -> !hasConstraint(pod) || keepsEven(pod, candidate.zone))
                    .filter(candidate -> !isAlone(pod) || !candidate.owners.contains(pod.toString()))
                    .max(Comparator.comparingLong(candidate -> candidate.free.cpu()));
            if (node.isEmpty()) {
                homeless++;
            } else {
                node.get().owners.add(pod.toString());
                node.get().free = node.get().free.minus(Resources.of(pod, "requests"));
            }
        }
        return homeless;
    }

    /** How many pods of an owner each zone has. */
    Map<Integer, Long> perZone(Pod pod) {
        Map<Integer, Long> counts = new HashMap<>();
        IntStream.range(0, zones).forEach(zone -> counts.put(zone, 0L));
        nodes.forEach(node -> counts.merge(
                node.zone, node.owners.stream().filter(pod.toString()::equals).count(), Long::sum));
        return counts;
    }

    private boolean keepsEven(Pod pod, int zone) {
        Map<Integer, Long> counts = perZone(pod);
        long least = counts.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return counts.getOrDefault(zone, 0L) + 1 - least <= 1;
    }

    private static boolean hasConstraint(Pod pod) {
        return pod.spec().at("topologySpreadConstraints").items().stream()
                .anyMatch(
                        constraint -> constraint.at("whenUnsatisfiable").text().equals("DoNotSchedule"));
    }

    private static boolean isAlone(Pod pod) {
        return pod.spec()
                .at("affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
                .isPresent();
    }
}
