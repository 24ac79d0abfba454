package org.seiplatform.operations.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who calls whom, as addresses in environments, commands and mounted configuration say, against who may by the network policies. An
 * edge reads {@code sei-platform/api-service -> sei-platform/pgbouncer:6432}.
 */
final class NetworkEdges {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:([a-z0-9-]+)\\.)?([a-z][a-z0-9-]*)(\\.svc)?:([0-9]{2,5})(?![0-9a-z-])");
    /** As PgBouncer writes an address. */
    private static final Pattern KEYWORDS = Pattern.compile("host=([a-z-]+) port=([0-9]+)");

    private static final String CALLS = "sei-platform.io/calls";
    private static final String SCRAPED = "metrics|.+-metrics|management";

    private final Manifests manifests;
    private final Set<String> real = new TreeSet<>();
    private final Set<String> allowedIn = new TreeSet<>();
    private final Set<String> allowedOut = new TreeSet<>();

    private NetworkEdges(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> faults(Manifests manifests) {
        NetworkEdges edges = new NetworkEdges(manifests);
        edges.derive();
        manifests.ofKind("NetworkPolicy").forEach(edges::allow);
        return edges.compare();
    }

    private List<String> compare() {
        List<String> faults = new ArrayList<>();
        for (String edge : real) {
            if (isOurs(edge.substring(0, edge.indexOf(" -> "))) && !allowedOut.contains(edge)) {
                faults.add("nothing lets out " + edge);
            }
            if (isOurs(edge.substring(edge.indexOf(" -> ") + 4)) && !allowedIn.contains(edge)) {
                faults.add("nothing lets in " + edge);
            }
        }
        allowedOut.stream()
                .filter(edge -> !real.contains(edge))
                .forEach(edge -> faults.add("nobody needs out " + edge));
        allowedIn.stream().filter(edge -> !real.contains(edge)).forEach(edge -> faults.add("nobody needs in " + edge));
        for (String namespace : List.of("sei-platform", "sei-node-agents")) {
            for (String policy : List.of("default-deny-all", "allow-dns")) {
                if (!manifests.has("NetworkPolicy", namespace, policy)) {
                    faults.add(namespace + " has no policy " + policy);
                }
            }
        }
        return faults;
    }

    private static boolean isOurs(String end) {
        return end.startsWith("sei-platform/") || end.startsWith("sei-node-agents/");
    }

    private void derive() {
        manifests.pods().filter(pod -> !pod.spec().at("hostNetwork").isTrue()).forEach(this::calls);
        // From outside: through the proxy, by the API server, and the guide's `kubectl run smoke-test`.
        manifests
                .ofKind("Ingress")
                .flatMap(ingress -> ingress.tree().at("spec", "rules").items().stream())
                .flatMap(rule -> rule.at("http", "paths").items().stream())
                .map(path -> path.at("backend", "service"))
                .forEach(service -> through(
                        "traefik",
                        service.at("name").text(),
                        service.at("port", "name").text()
                                + service.at("port", "number").text()));
        manifests
                .ofKind("HTTPRoute")
                .flatMap(route -> route.tree().at("spec", "rules").items().stream())
                .flatMap(rule -> rule.at("backendRefs").items().stream())
                .forEach(backend -> through(
                        "envoy-gateway-system",
                        backend.at("name").text(),
                        backend.at("port").text()));
        manifests
                .ofKind("APIService")
                .map(service -> service.tree().at("spec", "service"))
                .forEach(service -> through(
                        "nodes", service.at("name").text(), service.at("port").text()));
        through("default/smoke-test", "api-service", "http");
        through("default/smoke-test", "api-service", "management");
    }

    private void calls(Pod pod) {
        String from = pod.namespace() + "/" + pod.app();
        Stream<String> texts = Stream.of(
                        pod.containers().stream()
                                .flatMap(container -> Stream.of("env", "command", "args")
                                        .flatMap(key -> container.at(key).texts())),
                        configuration(pod),
                        Stream.of(pod.annotations().getOrDefault("vault.hashicorp.com/service", "")))
                .flatMap(text -> text);
        texts.map(text -> KEYWORDS.matcher(text).replaceAll("$1:$2")).forEach(text -> addresses(pod, from, text));
        for (Tree container : pod.containers()) {
            addresses(pod, from, variable(container, "PGHOST") + ":" + variable(container, "PGPORT"));
        }
        for (String call : pod.annotations().getOrDefault(CALLS, "").split(" ")) {
            if (!call.isEmpty()) {
                boolean own = !call.contains("/") && !call.startsWith("internet") && !call.startsWith("nodes");
                real.add(from + " -> " + (own ? "sei-platform/" : "") + call);
            }
        }
        if (pod.spec().at("automountServiceAccountToken").isTrue()) {
            real.add(from + " -> nodes:443");
            real.add(from + " -> nodes:6443");
        }
        if (pod.namespace().equals("sei-platform") && manifests.has("StatefulSet", "sei-platform", "prometheus")) {
            pod.ports()
                    .filter(port -> port.at("name").text().matches(SCRAPED))
                    .forEach(port -> real.add("sei-platform/prometheus -> " + from + ":"
                            + port.at("containerPort").text()));
        }
    }

    private static String variable(Tree container, String name) {
        return container.at("env").items().stream()
                .filter(variable -> variable.at("name").text().equals(name))
                .map(variable -> variable.at("value").text())
                .findFirst()
                .orElse("");
    }

    /** The text of the config maps that it mounts; dashboards and rules name nothing that is called, and probes are somebody else's. */
    private Stream<String> configuration(Pod pod) {
        return pod.spec().at("volumes").items().stream()
                .map(volume -> volume.at("configMap", "name").text())
                .filter(name -> !name.equals("prometheus-probes"))
                .flatMap(name -> manifests
                        .ofKind("ConfigMap")
                        .filter(map -> map.namespace().equals(pod.namespace())
                                && map.name().equals(name)))
                .flatMap(map -> map.tree().at("data").texts());
    }

    private void addresses(Pod pod, String from, String text) {
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            String first = String.valueOf(address.group(1));
            String second = address.group(2);
            String port = address.group(4);
            if (first.equals("vault") && second.equals("vault")) {
                real.add(from + " -> vault/vault:" + port);
            } else if (manifests.has("Service", second, first)) {
                target(second, first, port).forEach(to -> real.add(from + " -> " + to));
            } else if (manifests.has("Service", pod.namespace(), second)) {
                target(pod.namespace(), second, port).forEach(to -> real.add(from + " -> " + to));
            }
        }
    }

    private void through(String from, String service, String port) {
        target("sei-platform", service, port)
                .forEach(to ->
                        real.add((from.contains("/") || from.equals("nodes") ? from : from + "/*") + " -> " + to));
    }

    /** The pods, with the number of their port, that a port of a Service leads to. */
    private List<String> target(String namespace, String name, String port) {
        return manifests
                .ofKind("Service")
                .filter(service ->
                        service.namespace().equals(namespace) && service.name().equals(name))
                .flatMap(service -> service.tree().at("spec", "ports").items().stream()
                        .filter(one -> one.at("port").text().equals(port)
                                || one.at("name").text().equals(port))
                        .flatMap(one -> manifests
                                .pods()
                                .filter(pod -> pod.namespace().equals(namespace)
                                        && pod.matches(service.tree()
                                                .at("spec", "selector")
                                                .strings()))
                                .flatMap(pod -> pod.ports()
                                        .filter(candidate -> candidate
                                                .at("name")
                                                .text()
                                                .equals(one.at("targetPort").text()))
                                        .map(candidate -> namespace + "/" + pod.app() + ":"
                                                + candidate.at("containerPort").text()))))
                .distinct()
                .toList();
    }

    private void allow(Manifest policy) {
        Tree spec = policy.tree().at("spec");
        Map<String, String> selector = spec.at("podSelector", "matchLabels").strings();
        if (selector.isEmpty() || !selector.containsKey("app")) {
            return;
        }
        String self = policy.namespace() + "/" + selector.get("app");
        for (Tree rule : spec.at("ingress").items()) {
            combine(policy, rule, "from", (peer, port) -> allowedIn.add(peer + " -> " + self + ":" + port));
        }
        for (Tree rule : spec.at("egress").items()) {
            combine(policy, rule, "to", (peer, port) -> allowedOut.add(self + " -> " + peer + ":" + port));
        }
    }

    private static void combine(
            Manifest policy, Tree rule, String side, java.util.function.BiConsumer<String, String> edge) {
        List<Tree> peers = rule.at(side).items();
        List<Tree> ports = rule.at("ports").items();
        if (peers.isEmpty() || ports.isEmpty()) {
            edge.accept("anyone", "any");
        }
        peers.forEach(peer -> ports.forEach(
                port -> edge.accept(peer(policy, peer), port.at("port").text())));
    }

    private static String peer(Manifest policy, Tree peer) {
        Tree block = peer.at("ipBlock");
        if (block.isPresent()) {
            return block.at("cidr").text().equals("0.0.0.0/0")
                            && block.at("except").items().size() == 5
                    ? "internet"
                    : "nodes";
        }
        String namespace = peer.at("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name")
                .text();
        Map<String, String> labels = peer.at("podSelector", "matchLabels").strings();
        return (namespace.isEmpty() ? policy.namespace() : namespace)
                + "/"
                + (labels.isEmpty() ? "*" : labels.values().iterator().next());
    }
}
