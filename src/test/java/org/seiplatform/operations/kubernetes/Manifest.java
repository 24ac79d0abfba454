package org.seiplatform.operations.kubernetes;

import java.util.Optional;

/** An object for Kubernetes. */
record Manifest(Tree tree) {

    String apiVersion() {
        return tree.at("apiVersion").text();
    }

    String kind() {
        return tree.at("kind").text();
    }

    String name() {
        return tree.at("metadata", "name").text();
    }

    String namespace() {
        return tree.at("metadata", "namespace").text();
    }

    boolean is(String kind) {
        return kind().equals(kind);
    }

    /** What it makes pods of, if it does. */
    Optional<Pod> pod() {
        Tree template = switch (kind()) {
            case "Deployment", "StatefulSet", "DaemonSet", "Job" -> tree.at("spec", "template");
            case "CronJob" -> tree.at("spec", "jobTemplate", "spec", "template");
            default -> new Tree(null);
        };
        return template.isPresent() ? Optional.of(new Pod(this, template)) : Optional.empty();
    }

    @Override
    public String toString() {
        return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }
}
