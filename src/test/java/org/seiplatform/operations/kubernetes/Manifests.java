package org.seiplatform.operations.kubernetes;

import java.util.List;
import java.util.stream.Stream;

/** Objects that are applied together. */
record Manifests(List<Manifest> all) {

    static Manifests read(String yaml) {
        return new Manifests(Tree.documents(yaml).stream()
                .flatMap(document -> document.at("kind").text().equals("List")
                        ? document.at("items").items().stream()
                        : Stream.of(document))
                .map(Manifest::new)
                .toList());
    }

    Stream<Manifest> ofKind(String kind) {
        return all.stream().filter(manifest -> manifest.is(kind));
    }

    Stream<Pod> pods() {
        return all.stream().flatMap(manifest -> manifest.pod().stream());
    }

    Manifest one(String kind, String name) {
        return ofKind(kind)
                .filter(manifest -> manifest.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    boolean has(String kind, String namespace, String name) {
        return ofKind(kind)
                .anyMatch(manifest ->
                        manifest.name().equals(name) && manifest.namespace().equals(namespace));
    }

    /** Together with others. */
    Manifests and(Manifests others) {
        return new Manifests(Stream.concat(all.stream(), others.all.stream()).toList());
    }
}
