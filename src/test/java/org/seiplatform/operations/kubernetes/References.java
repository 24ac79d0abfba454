package org.seiplatform.operations.kubernetes;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether what objects name is there: pods, ports, config maps, secrets, claims, accounts, issuers, policies of Vault. */
final class References {

    /** Made by hand once, as docs/deployment.md says, or by who needs them. */
    private static final Set<String> FROM_ELSEWHERE = Set.of("sei-platform/vault-ca", "sei-platform/smoke-test");

    private static final Pattern INJECTED = Pattern.compile("/vault/secrets/([A-Za-z0-9._-]+)");

    private final Manifests manifests;
    private final List<String> faults = new ArrayList<>();

    private References(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> faults(Manifests manifests) {
        References references = new References(manifests);
        manifests.pods().forEach(references::pod);
        manifests.all().forEach(references::object);
        return references.faults;
    }

    private void object(Manifest manifest) {
        Tree spec = manifest.tree().at("spec");
        switch (manifest.kind()) {
            case "Service" -> service(manifest);
            case "StatefulSet" ->
                exists(manifest, "Service", spec.at("serviceName").text());
            case "HorizontalPodAutoscaler" ->
                exists(
                        manifest,
                        spec.at("scaleTargetRef", "kind").text(),
                        spec.at("scaleTargetRef", "name").text());
            case "PodDisruptionBudget" -> selects(manifest, spec.at("selector", "matchLabels"));
            case "NetworkPolicy" -> selects(manifest, spec.at("podSelector", "matchLabels"));
            case "Ingress" -> ingress(manifest);
            case "HTTPRoute" -> route(manifest);
            case "RoleBinding", "ClusterRoleBinding" -> binding(manifest);
            case "Certificate" -> issuer(manifest, spec.at("issuerRef", "name").text());
            case "APIService" ->
                expect(
                        manifests.has(
                                "Service",
                                spec.at("service", "namespace").text(),
                                spec.at("service", "name").text()),
                        manifest + " leads to no Service");
            default -> {}
        }
        Tree annotated = manifest.tree().at("metadata", "annotations", "cert-manager.io/cluster-issuer");
        if (annotated.isPresent()) {
            issuer(manifest, annotated.text());
        }
    }

    private void service(Manifest service) {
        Map<String, String> selector = service.tree().at("spec", "selector").strings();
        List<Pod> pods = manifests
                .pods()
                .filter(pod -> pod.namespace().equals(service.namespace()) && pod.matches(selector))
                .toList();
        expect(!pods.isEmpty() && !selector.isEmpty(), service + " selects no pods");
        for (Tree port : service.tree().at("spec", "ports").items()) {
            String target = port.at("targetPort").text();
            pods.forEach(pod -> expect(
                    pod.ports()
                            .anyMatch(one -> one.at("name").text().equals(target)
                                    || one.at("containerPort").text().equals(target)),
                    service + " leads to a port " + target + " that " + pod + " does not have"));
        }
    }

    private void ingress(Manifest ingress) {
        for (Tree rule : ingress.tree().at("spec", "rules").items()) {
            for (Tree path : rule.at("http", "paths").items()) {
                Tree service = path.at("backend", "service");
                backend(
                        ingress,
                        service.at("name").text(),
                        Stream.of(service.at("port", "name"), service.at("port", "number"))
                                .map(Tree::text)
                                .collect(Collectors.joining()));
            }
            expect(
                    ingress.tree().at("spec", "tls").items().stream()
                            .flatMap(tls -> tls.at("hosts").items().stream())
                            .anyMatch(host -> host.text().equals(rule.at("host").text())),
                    ingress + " serves " + rule.at("host").text() + " without TLS");
        }
    }

    private void route(Manifest route) {
        for (Tree parent : route.tree().at("spec", "parentRefs").items()) {
            Set<String> listeners = manifests
                    .ofKind("Gateway")
                    .filter(gateway -> gateway.name().equals(parent.at("name").text()))
                    .flatMap(gateway -> gateway.tree().at("spec", "listeners").items().stream())
                    .map(listener -> listener.at("name").text())
                    .collect(Collectors.toSet());
            expect(listeners.contains(parent.at("sectionName").text()), route + " hangs on no listener");
        }
        for (Tree rule : route.tree().at("spec", "rules").items()) {
            for (Tree backend : rule.at("backendRefs").items()) {
                backend(route, backend.at("name").text(), backend.at("port").text());
            }
        }
    }

    private void backend(Manifest from, String service, String port) {
        expect(
                manifests
                        .ofKind("Service")
                        .filter(one ->
                                one.name().equals(service) && one.namespace().equals(from.namespace()))
                        .flatMap(one -> one.tree().at("spec", "ports").items().stream())
                        .anyMatch(one -> one.at("name").text().equals(port)
                                || one.at("port").text().equals(port)),
                from + " leads to " + service + ":" + port + ", which is not there");
    }

    private void binding(Manifest binding) {
        String role = binding.tree().at("roleRef", "name").text();
        boolean ours = !role.startsWith("system:") && !binding.namespace().equals("kube-system");
        expect(
                !ours
                        || manifests
                                .ofKind(binding.tree().at("roleRef", "kind").text())
                                .anyMatch(one -> one.name().equals(role)),
                binding + " binds the role " + role + ", which is not there");
        for (Tree subject : binding.tree().at("subjects").items()) {
            String namespace = subject.at("namespace").text();
            expect(
                    namespace.equals("kube-system")
                            || manifests.has(
                                    "ServiceAccount",
                                    namespace,
                                    subject.at("name").text()),
                    binding + " binds nobody");
        }
    }

    private void pod(Pod pod) {
        Tree spec = pod.spec();
        exists(pod.owner(), "ServiceAccount", spec.at("serviceAccountName").text());
        String priority = spec.at("priorityClassName").text();
        expect(
                priority.startsWith("system-")
                        || manifests
                                .ofKind("PriorityClass")
                                .anyMatch(one -> one.name().equals(priority)),
                pod + " has the priority " + priority + ", which is not there");
        List<Tree> volumes = spec.at("volumes").items();
        volumes.forEach(volume -> volume(pod, volume));
        Set<String> names = Stream.concat(
                        volumes.stream().map(volume -> volume.at("name").text()),
                        pod.owner().tree().at("spec", "volumeClaimTemplates").items().stream()
                                .map(claim -> claim.at("metadata", "name").text()))
                .collect(Collectors.toSet());
        Set<String> mounted = pod.allContainers()
                .flatMap(container -> container.at("volumeMounts").items().stream())
                .map(mount -> mount.at("name").text())
                .collect(Collectors.toSet());
        mounted.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> faults.add(pod + " mounts " + name + ", which is no volume"));
        names.stream()
                .filter(name -> !mounted.contains(name) && !name.equals("vault-token"))
                .forEach(name -> faults.add(pod + " has a volume " + name + " that nobody mounts"));
        pod.containers().forEach(container -> container(pod, container));
        vault(pod);
    }

    private void volume(Pod pod, Tree volume) {
        Stream.concat(Stream.of(volume), volume.at("projected", "sources").items().stream())
                .forEach(source -> {
                    if (source.at("configMap").isPresent()) {
                        Tree map = source.at("configMap");
                        exists(pod.owner(), "ConfigMap", map.at("name").text());
                    }
                    if (source.at("secret").isPresent()) {
                        Tree secret = source.at("secret");
                        secret(
                                pod,
                                secret.at("secretName").text()
                                        + secret.at("name").text());
                    }
                    if (source.at("csi").isPresent()) {
                        exists(
                                pod.owner(),
                                "SecretProviderClass",
                                source.at("csi", "volumeAttributes", "secretProviderClass")
                                        .text());
                    }
                });
    }

    private void secret(Pod pod, String name) {
        expect(
                manifests.has("Secret", pod.namespace(), name)
                        || FROM_ELSEWHERE.contains(pod.namespace() + "/" + name)
                        || manifests
                                .ofKind("Certificate")
                                .anyMatch(certificate -> certificate.namespace().equals(pod.namespace())
                                        && certificate
                                                .tree()
                                                .at("spec", "secretName")
                                                .text()
                                                .equals(name)),
                pod + " needs the secret " + name + ", which nobody makes");
    }

    private void container(Pod pod, Tree container) {
        Set<String> ports = container.at("ports").items().stream()
                .flatMap(port -> Stream.of(
                        port.at("name").text(), port.at("containerPort").text()))
                .collect(Collectors.toSet());
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            for (String action : List.of("httpGet", "tcpSocket")) {
                Tree port = container.at(probe, action, "port");
                expect(
                        !port.isPresent() || ports.contains(port.text()),
                        pod + " asks " + port.text() + " whether it lives, which is no port of its");
            }
        }
        for (Tree variable : container.at("env").items()) {
            Tree from = variable.at("valueFrom");
            if (from.at("secretKeyRef").isPresent()) {
                secret(pod, from.at("secretKeyRef", "name").text());
            }
            if (from.at("configMapKeyRef").isPresent()) {
                exists(
                        pod.owner(),
                        "ConfigMap",
                        from.at("configMapKeyRef", "name").text());
            }
        }
    }

    /** Each file that a program reads is written by the agent, from a path that the policy of the role lets it read. */
    private void vault(Pod pod) {
        Map<String, String> annotations = pod.annotations();
        String role = annotations.getOrDefault("vault.hashicorp.com/role", "");
        if (role.isEmpty()) {
            return;
        }
        var policy = Kustomize.ROOT.resolve("vault/policies/" + role + ".hcl");
        expect(Files.exists(policy), pod + " has the role " + role + " without a policy");
        String rules = Files.exists(policy) ? Kustomize.read(policy) : "";
        annotations.forEach((key, value) -> {
            String file = key.replace("vault.hashicorp.com/agent-inject-secret-", "");
            if (file.equals(key)) {
                return;
            }
            String template = annotations.getOrDefault("vault.hashicorp.com/agent-inject-template-" + file, "");
            Matcher paths = Pattern.compile("secret \"([^\"]+)\"").matcher(template);
            expect(template.contains("\"" + value + "\""), pod + " writes " + file + " from another path");
            while (paths.find()) {
                expect(
                        rules.contains("path \"" + paths.group(1) + "\""),
                        pod + " may not read " + paths.group(1) + " by the policy " + role);
            }
        });
        if (!annotations.containsKey("vault.hashicorp.com/secret-volume-path")) {
            pod.allContainers().flatMap(Tree::texts).forEach(text -> {
                Matcher files = INJECTED.matcher(text);
                while (files.find()) {
                    expect(
                            annotations.containsKey("vault.hashicorp.com/agent-inject-secret-" + files.group(1)),
                            pod + " reads " + files.group() + ", which nobody writes");
                }
            });
        }
        expect(
                pod.spec().at("volumes").items().stream()
                        .anyMatch(volume -> volume.at("name")
                                .text()
                                .equals(annotations.get(
                                        "vault.hashicorp.com/agent-service-account-token-volume-name"))),
                pod + " has no token for Vault");
    }

    private void issuer(Manifest manifest, String name) {
        expect(
                manifests
                        .ofKind("ClusterIssuer")
                        .anyMatch(issuer -> issuer.name().equals(name)),
                manifest + " needs the issuer " + name + ", which is not there");
    }

    private void selects(Manifest manifest, Tree selector) {
        Map<String, String> labels = selector.strings();
        boolean ofCertManager = labels.containsKey("acme.cert-manager.io/http01-solver");
        expect(
                ofCertManager
                        || manifests
                                .pods()
                                .anyMatch(pod -> pod.namespace().equals(manifest.namespace()) && pod.matches(labels)),
                manifest + " selects no pods");
    }

    private void exists(Manifest from, String kind, String name) {
        expect(
                manifests.has(kind, from.namespace(), name),
                from + " names the " + kind + " " + name + ", which is not there");
    }

    private void expect(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
