package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules see what is wrong: production with one thing broken in it, and who complains. */
class BrokenManifestTests {

    private static final Function<Manifests, List<String>> DECODING = manifests -> manifests.all().stream()
            .flatMap(manifest -> ApiModel.faults(manifest).stream())
            .toList();
    private static final Function<Manifests, List<String>> PROFILE = manifests -> manifests
            .pods()
            .flatMap(pod -> RestrictedProfile.faults(pod).stream())
            .toList();

    static List<Arguments> faults() {
        Function<Manifests, List<String>> references = References::faults;
        Function<Manifests, List<String>> workloads = WorkloadRules::faults;
        Function<Manifests, List<String>> network = NetworkEdges::faults;
        return List.of(
                fault(DECODING, "terminationGracePeriodSeconds: 90", "terminationGracePeriodSecond: 90", "is unknown"),
                fault(DECODING, "maxReplicas: 50", "maxReplicas: \"50\"", "not of the type Integer"),
                fault(DECODING, "  maxReplicas: 50\n", "", "maxReplicas is missing"),
                fault(DECODING, "privateKeySecretRef:", "privateKeySecret:", "is unknown"),
                fault(DECODING, "apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n", "there is no"),
                fault(DECODING, "cpu: 1000m", "cpu: one", "not of the type Quantity"),
                fault(
                        PROFILE,
                        "allowPrivilegeEscalation: false",
                        "allowPrivilegeEscalation: true",
                        "allowPrivilegeEscalation"),
                fault(
                        PROFILE,
                        "readOnlyRootFilesystem: true",
                        "readOnlyRootFilesystem: false",
                        "readOnlyRootFilesystem"),
                fault(PROFILE, "runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot"),
                fault(PROFILE, "drop:\n            - ALL", "drop:\n            - NET_RAW", "capabilities"),
                fault(PROFILE, "type: RuntimeDefault", "type: Unconfined", "seccompProfile"),
                fault(PROFILE, "runAsUser: 10001", "runAsUser: 0", "runAsUser"),
                fault(
                        references,
                        "name: prometheus-rules\n        name: rules",
                        "name: prometheus-rule\n        name: rules",
                        "is not there"),
                fault(
                        references,
                        "serviceAccountName: sei-platform-sa",
                        "serviceAccountName: sei-platform",
                        "is not there"),
                fault(references, "targetPort: beats", "targetPort: beat", "does not have"),
                fault(
                        references,
                        "secret:\n          secretName: elasticsearch-tls\n",
                        "secret:\n          secretName: elastic-tls\n",
                        "nobody makes"),
                fault(references, "priorityClassName: sei-service", "priorityClassName: sei-services", "priority"),
                fault(references, "number: 3000", "number: 3001", "is not there"),
                fault(
                        references,
                        "kind: ClusterIssuer\n    name: sei-platform-ca\n",
                        "kind: ClusterIssuer\n    name: sei-platform-cb\n",
                        "issuer"),
                fault(
                        references,
                        "secret/data/sei-platform/application\" -",
                        "secret/data/sei-platform/backup\" -",
                        "may not read"),
                fault(
                        references,
                        "path: /actuator/health/liveness\n            port: management",
                        "path: /x\n            port: admin",
                        "no port of its"),
                fault(workloads, "image: prom/prometheus:v3.13.3", "image: prom/prometheus:latest", "not pinned"),
                fault(
                        workloads,
                        "automountServiceAccountToken: false\n      containers",
                        "automountServiceAccountToken: true\n      containers",
                        "token"),
                fault(
                        workloads,
                        "topologyKey: topology.kubernetes.io/zone",
                        "topologyKey: kubernetes.io/hostname",
                        "not spread over zones"),
                fault(
                        workloads,
                        "kind: PodDisruptionBudget\nmetadata:\n  name: grafana\n",
                        "kind: ConfigMap\nmetadata:\n  name: grafana\n",
                        "has 0 disruption budgets"),
                fault(workloads, "maxUnavailable: 10%\n  selector", "maxUnavailable: 0\n  selector", "drained"),
                fault(workloads, "        readinessProbe:", "        readinessProbes:", "has no readinessProbe"),
                fault(workloads, "- name: RETENTION_DAYS", "- name: ENCRYPTION_KEY", "in its manifest"),
                fault(
                        network,
                        "value: jdbc:postgresql://pgbouncer:6432/sei_platform",
                        "value: jdbc:postgresql://timescaledb:5432/sei_platform",
                        "nobody needs"),
                fault(
                        network,
                        "value: rediss://sei:${redis.password}@redis:6379",
                        "value: redis://grafana:3000",
                        "nothing lets out"),
                fault(network, "name: default-deny-all", "name: deny", "has no policy default-deny-all"),
                fault(network, "    - port: 9093", "    - port: 9094", "nothing lets"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void areSeen(Function<Manifests, List<String>> rule, String right, String wrong, String complaint) {
        String production = Stream.of("overlays/production", "smoke-test", "recovery")
                .map(directory -> Kustomize.text(Kustomize.ROOT.resolve(directory)))
                .collect(Collectors.joining("---\n"));
        assertThat(production).contains(right);

        assertThat(rule.apply(Manifests.read(production))).isEmpty();
        assertThat(rule.apply(Manifests.read(production.replace(right, wrong))))
                .anyMatch(fault -> fault.contains(complaint));
    }

    private static Arguments fault(
            Function<Manifests, List<String>> rule, String right, String wrong, String complaint) {
        return Arguments.of(rule, right, wrong, complaint);
    }
}
