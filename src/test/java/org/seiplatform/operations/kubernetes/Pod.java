package org.seiplatform.operations.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A template of pods with the object that it belongs to. */
record Pod(Manifest owner, Tree template) {

    Tree spec() {
        return template.at("spec");
    }

    Map<String, String> labels() {
        return template.at("metadata", "labels").strings();
    }

    Map<String, String> annotations() {
        return template.at("metadata", "annotations").strings();
    }

    String app() {
        return labels().getOrDefault("app", "");
    }

    String namespace() {
        return owner.namespace();
    }

    List<Tree> containers() {
        return spec().at("containers").items();
    }

    Stream<Tree> allContainers() {
        return Stream.concat(spec().at("initContainers").items().stream(), containers().stream());
    }

    /** The ports of all containers, by name. */
    Stream<Tree> ports() {
        return containers().stream().flatMap(container -> container.at("ports").items().stream());
    }

    /** Whether it has all of these labels. Patroni gives the label {@code role} to the pods of the database as they run. */
    boolean matches(Map<String, String> selector) {
        return selector.entrySet().stream()
                .allMatch(label -> label.getValue().equals(labels().get(label.getKey()))
                        || app().equals("timescaledb")
                                && label.getKey().equals("role")
                                && List.of("primary", "replica").contains(label.getValue()));
    }

    /** Most pods that there are at once, by the autoscaler if there is one. */
    int replicas(Manifests manifests) {
        return switch (owner.kind()) {
            case "Job", "CronJob", "DaemonSet" -> 1;
            default ->
                manifests
                        .ofKind("HorizontalPodAutoscaler")
                        .filter(scaler -> scaler.tree()
                                .at("spec", "scaleTargetRef", "name")
                                .text()
                                .equals(owner.name()))
                        .findFirst()
                        .map(scaler -> scaler.tree().at("spec", "maxReplicas").number(0))
                        .orElseGet(() -> owner.tree().at("spec", "replicas").number(1));
        };
    }

    @Override
    public String toString() {
        return owner.toString();
    }
}
