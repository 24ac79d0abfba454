package org.seiplatform.operations.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What every workload of ours has: a pinned image, sizes, probes, an account of its own, and company in other zones. */
final class WorkloadRules {

    private static final Pattern PINNED =
            Pattern.compile("[a-z0-9./_-]+:v?[0-9][A-Za-z0-9._-]*(@sha256:[0-9a-f]{64})?");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|_KEY|APIKEY)$");
    private static final Set<String> CALL_THE_API =
            Set.of("timescaledb", "prometheus", "kube-state-metrics", "prometheus-adapter");

    private static final String VAULT = "vault.hashicorp.com/";

    private final Manifests manifests;
    private final List<String> faults = new ArrayList<>();

    private WorkloadRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> faults(Manifests manifests) {
        WorkloadRules rules = new WorkloadRules(manifests);
        manifests.pods().forEach(rules::pod);
        rules.accounts();
        return rules.faults;
    }

    private void pod(Pod pod) {
        boolean job = pod.owner().kind().endsWith("Job");
        pod.allContainers().forEach(container -> container(pod, container));
        pod.containers().stream().filter(container -> !job).forEach(container -> probes(pod, container));
        Tree token = pod.spec().at("automountServiceAccountToken");
        expect(token.isPresent(), pod + " does not say whether it has a token");
        expect(!token.isTrue() || CALL_THE_API.contains(pod.app()), pod + " has a token that it does not need");
        expect(pod.spec().at("priorityClassName").isPresent(), pod + " has no priority");
        expect(
                Boolean.FALSE.equals(pod.spec().at("enableServiceLinks").value()),
                pod + " gets the addresses of all Services into its environment");
        if (List.of("Deployment", "StatefulSet").contains(pod.owner().kind())) {
            inCompany(pod);
        }
        agent(pod);
    }

    /** Vault's agent signals the program beside it, so it is the same user; told by "same user" it would look at the container alone. */
    private void agent(Pod pod) {
        Map<String, String> annotations = pod.annotations();
        if (!annotations.containsKey(VAULT + "agent-inject")) {
            return;
        }
        for (String who : List.of("User", "Group")) {
            expect(
                    pod.spec()
                            .at("securityContext", "runAs" + who)
                            .text()
                            .equals(annotations.get(VAULT + "agent-run-as-" + who.toLowerCase(Locale.ROOT))),
                    pod + " and its agent are not the same " + who);
        }
    }

    private void container(Pod pod, Tree container) {
        String where = pod + " " + container.at("name").text();
        String image = container.at("image").text();
        expect(PINNED.matcher(image).matches(), where + " runs " + image + ", which is not pinned");
        for (String kind : List.of("requests", "limits")) {
            for (String resource : List.of("cpu", "memory")) {
                expect(
                        container.at("resources", kind, resource).isPresent(),
                        where + " has no " + kind + " of " + resource);
            }
        }
        Set<String> variables = new HashSet<>();
        for (Tree variable : container.at("env").items()) {
            expect(
                    variables.add(variable.at("name").text()),
                    where + " has " + variable.at("name").text() + " twice");
            String value = variable.at("value").text();
            boolean literal = !value.isEmpty() && !value.contains("/");
            expect(
                    !literal || !SECRET.matcher(variable.at("name").text()).matches(),
                    where + " has the secret " + variable.at("name").text() + " in its manifest");
        }
    }

    private void probes(Pod pod, Tree container) {
        List<String> probes = container.at("ports").items().isEmpty()
                ? List.of("livenessProbe")
                : List.of("startupProbe", "readinessProbe", "livenessProbe");
        for (String probe : probes) {
            expect(
                    container.at(probe).isPresent(),
                    pod + " " + container.at("name").text() + " has no " + probe);
        }
    }

    private void inCompany(Pod pod) {
        List<Tree> spread = pod.spec().at("topologySpreadConstraints").items();
        expect(
                spread.stream().anyMatch(one -> one.at("topologyKey").text().equals("topology.kubernetes.io/zone")),
                pod + " is not spread over zones");
        spread.forEach(one -> expect(
                pod.matches(one.at("labelSelector", "matchLabels").strings()), pod + " is spread among other pods"));
        List<Manifest> budgets = manifests
                .ofKind("PodDisruptionBudget")
                .filter(budget -> budget.namespace().equals(pod.namespace()))
                .filter(budget -> pod.matches(
                        budget.tree().at("spec", "selector", "matchLabels").strings()))
                .toList();
        // Kubernetes evicts no pod at all that two budgets select.
        expect(budgets.size() == 1, pod + " has " + budgets.size() + " disruption budgets");
        budgets.forEach(budget -> {
            Tree unavailable = budget.tree().at("spec", "maxUnavailable");
            expect(unavailable.isPresent() && !unavailable.text().startsWith("0"), budget + " lets no node be drained");
        });
    }

    private void accounts() {
        Map<String, String> owners = new HashMap<>();
        manifests.pods().forEach(pod -> {
            String account = pod.spec().at("serviceAccountName").text();
            expect(!account.isEmpty() && !account.equals("default"), pod + " has no service account of its own");
            String other = owners.putIfAbsent(pod.namespace() + "/" + account, pod.app());
            expect(other == null || other.equals(pod.app()), pod + " shares its service account with " + other);
        });
        manifests
                .ofKind("ServiceAccount")
                .forEach(account -> expect(
                        Boolean.FALSE.equals(account.tree()
                                .at("automountServiceAccountToken")
                                .value()),
                        account + " gives its token to every pod"));
    }

    private void expect(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
