package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the production guide names and does, in its order. */
class GuideTests {

    /** The guide patches one Service and then deletes the colour that served. */
    @Test
    void everyServiceHasPodsAfterTheGuidesSequence() {
        Manifests production = Kustomize.build("overlays/production");
        Pod blue = production.one("Deployment", "api-service-blue").pod().orElseThrow();
        Pod green = Kustomize.build("production/green").pods().findFirst().orElseThrow();
        List<Manifest> services = production
                .ofKind("Service")
                .filter(service ->
                        blue.matches(service.tree().at("spec", "selector").strings()))
                .toList();

        assertThat(services).extracting(Manifest::name).contains("api-service", "frontend-service");
        assertThat(services).allSatisfy(service -> {
            Map<String, String> selector = service.tree().at("spec", "selector").strings();
            if (service.name().equals("api-service")) {
                assertThat(selector.put("version", "green")).isEqualTo("blue");
            }
            assertThat(green.matches(selector)).as("%s", service).isTrue();
        });
    }

    /** The guide applies them one by one, the overlay all at once: neither undoes the other. */
    @ParameterizedTest
    @ValueSource(
            strings = {"elasticsearch-statefulset", "logstash-deployment", "kibana-deployment", "filebeat-daemonset"})
    void theGuidesFilesAreWhatTheOverlayApplies(String file) {
        Manifests production = Kustomize.build("overlays/production");

        assertThat(Manifests.read(Kustomize.read(Path.of("k8s/logging", file + ".yaml")))
                        .all())
                .isNotEmpty()
                .allSatisfy(object ->
                        assertThat(production.one(object.kind(), object.name())).isEqualTo(object));
    }

    @Test
    void whatTheGuideNamesIsThere() {
        assertThat(Stream.of(
                        "k8s/monitoring/grafana-dashboards/kubernetes-cluster.json",
                        "k8s/monitoring/grafana-dashboards/sei-platform.json",
                        "k8s/logging/elasticsearch-statefulset.yaml",
                        "k8s/logging/logstash-deployment.yaml",
                        "k8s/logging/kibana-deployment.yaml",
                        "k8s/logging/filebeat-daemonset.yaml",
                        "k8s/production/green",
                        "k8s/production/blue",
                        "scripts/smoke-test.sh",
                        "terraform/prod.tfvars"))
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
        Manifests production = Kustomize.build("overlays/production");
        assertThat(Stream.of(
                        production.one("CronJob", "database-backup"),
                        production.one("Ingress", "sei-platform-ingress"),
                        production.one("Ingress", "frontend-cdn"),
                        production.one("ClusterIssuer", "letsencrypt-prod"),
                        production.one("NetworkPolicy", "default-deny-all"),
                        production.one("NetworkPolicy", "allow-api-to-db"),
                        production.one("ConfigMap", "prometheus-config"),
                        production.one("ConfigMap", "prometheus-rules"),
                        production.one("ConfigMap", "elasticsearch-config")))
                .isNotEmpty();
        assertThat(Kustomize.build("velero")
                        .one("Schedule", "sei-platform-daily")
                        .tree()
                        .at("spec", "template", "ttl")
                        .text())
                .isEqualTo("720h0m0s");
    }

    /** Behind a load balancer that has its own address in place of theirs, all callers without a key would share one limit. */
    @Test
    void theLoadBalancerLeavesCallersTheirAddresses() {
        Tree service = Tree.documents(Kustomize.read(Path.of("k8s/traefik/values.yaml")))
                .getFirst()
                .at("service");

        assertThat(service.at("annotations").strings())
                .containsEntry("service.beta.kubernetes.io/aws-load-balancer-type", "nlb");
        assertThat(service.at("spec", "externalTrafficPolicy").text()).isEqualTo("Local");
        assertThat(Kustomize.read(Path.of("docs/deployment.md")))
                .contains("--values k8s/traefik/values.yaml", "--address");
    }
}
