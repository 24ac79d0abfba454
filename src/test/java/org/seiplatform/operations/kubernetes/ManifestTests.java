package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can be built or applied, as an API server would take it. */
class ManifestTests {

    static List<Path> entryPoints() {
        return Kustomize.entryPoints();
    }

    /** What the guide applies file by file. */
    static List<Path> plainFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Kustomize.ROOT)) {
            return files.filter(
                            file -> file.toString()
                                    .matches(
                                            "k8s/(production/.*|logging/[a-z-]+|audit/policy|monitoring/grafana-dashboards/.*)\\.(yaml|json)"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("entryPoints")
    void everyObjectOfEveryBuildDecodesStrictly(Path directory) {
        Manifests manifests = Manifests.read(Kustomize.text(directory));

        assertThat(manifests.all()).isNotEmpty();
        assertThat(manifests.all().stream().flatMap(manifest -> ApiModel.faults(manifest).stream()))
                .isEmpty();
        assertThat(manifests.all().stream().map(Manifest::toString)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("plainFiles")
    void everyFileOfTheGuideDecodesStrictlyAndNamesItsNamespace(Path file) {
        Manifests manifests = Manifests.read(Kustomize.read(file));

        assertThat(manifests.all()).isNotEmpty();
        assertThat(manifests.all().stream().flatMap(manifest -> ApiModel.faults(manifest).stream()))
                .isEmpty();
        assertThat(manifests.all())
                .allSatisfy(manifest -> assertThat(manifest.kind().equals("Policy")
                                || !manifest.namespace().isEmpty())
                        .as("%s of %s has a namespace", manifest, file)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/local", "overlays/staging", "overlays/production"})
    void whatAnOverlayNamesIsThere(String overlay) {
        Manifests manifests = Kustomize.build(overlay).and(Kustomize.build("smoke-test"));

        // A local cluster has no backups to recover from.
        assertThat(References.faults(
                        overlay.equals("overlays/local") ? manifests : manifests.and(Kustomize.build("recovery"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overlays/local",
                "overlays/staging",
                "overlays/production",
                "overlays/external",
                "canary",
                "production/green",
                "recovery",
                "smoke-test"
            })
    void everyPodKeepsTheRestrictedProfile(String directory) {
        Manifests manifests = Kustomize.build(directory);

        assertThat(manifests.pods()).isNotEmpty();
        assertThat(manifests.pods().flatMap(pod -> RestrictedProfile.faults(pod).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"overlays/staging", "overlays/production", "canary", "production/green", "recovery", "smoke-test"
            })
    void everyWorkloadIsPinnedSizedProbedAndInCompany(String directory) {
        assertThat(WorkloadRules.faults(
                        directory.startsWith("overlays")
                                ? Kustomize.build(directory)
                                : Kustomize.build(directory).and(Kustomize.build("base/access"))))
                .isEmpty();
    }

    @Test
    void nothingOfStagingIsCalledAsProductionIs() {
        assertThat(Kustomize.text(Kustomize.ROOT.resolve("overlays/staging")))
                .contains("api.staging.sei.example.com")
                .doesNotContainPattern("(?<!staging\\.)\\bsei\\.example\\.com")
                .doesNotContain("s3://sei-platform-backups/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/staging", "overlays/production"})
    void networkPoliciesAreExactlyWhoCallsWhom(String overlay) {
        assertThat(NetworkEdges.faults(Kustomize.build(overlay)
                        .and(Kustomize.build("smoke-test"))
                        .and(Kustomize.build("recovery"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/staging", "overlays/production"})
    void namespacesEnforceTheRestrictedProfile(String overlay) {
        Manifests manifests = Kustomize.build(overlay);

        assertThat(manifests
                        .one("Namespace", "sei-platform")
                        .tree()
                        .at("metadata", "labels")
                        .strings())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        assertThat(manifests
                        .pods()
                        .filter(pod -> !pod.namespace().equals("sei-platform"))
                        .map(Pod::app))
                .containsExactlyInAnyOrder("filebeat", "node-exporter");
    }

    @Test
    void aPodIsGivenTheTimeThatItsEndTakes() {
        Tree spec = Kustomize.build("production/blue")
                .pods()
                .findFirst()
                .orElseThrow()
                .spec();
        Tree configuration = Tree.documents(Kustomize.read(Path.of("src/main/resources/application.yaml")))
                .getFirst();
        int sleep = spec.at("containers")
                .items()
                .getFirst()
                .at("lifecycle", "preStop", "sleep", "seconds")
                .number(0);
        int requests = seconds(configuration.at("spring", "lifecycle", "timeout-per-shutdown-phase"));
        int tasks = seconds(configuration.at("spring", "task", "scheduling", "shutdown", "await-termination-period"));
        // sei.shutdown.delay is 5 s.
        assertThat(spec.at("terminationGracePeriodSeconds").number(0))
                .isGreaterThanOrEqualTo(sleep + 5 + requests + tasks + 10);
        assertThat(sleep).isPositive();
        assertThat(requests).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue", "green"})
    void aColourIsRenderedFromItsSourceAndHoldsNothingThatOutlivesIt(String colour) throws IOException {
        Path directory = Path.of("k8s/production", colour);

        assertThat(Kustomize.read(directory.resolve("api-service.yaml"))).endsWith(Kustomize.text(directory));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("Kustomization", "api-service.yaml");
        }
        assertThat(Kustomize.build("production/" + colour).all().stream().map(Manifest::kind))
                .containsExactlyInAnyOrder("Deployment", "HorizontalPodAutoscaler", "PodDisruptionBudget");
    }

    @Test
    void coloursDifferInTheirColourAlone() {
        assertThat(Kustomize.text(Path.of("k8s/production/green")).replace("green", "blue"))
                .isEqualTo(Kustomize.text(Path.of("k8s/production/blue")));
    }

    @Test
    void nineOfTenPodsBehindTheCanarysServiceAreStable() {
        Manifests canary = Kustomize.build("canary");
        var selector = canary.one("Service", "api-service")
                .tree()
                .at("spec", "selector")
                .strings();
        List<Pod> selected = canary.pods().filter(pod -> pod.matches(selector)).toList();

        assertThat(canary.one("Service", "api-service")
                        .tree()
                        .at("spec", "sessionAffinity")
                        .text())
                .isEqualTo("ClientIP");
        assertThat(selected.stream().map(pod -> pod.owner().name() + " " + pod.replicas(canary)))
                .containsExactlyInAnyOrder("api-service-stable 9", "api-service-canary 1");
        assertThat(selected.stream()
                        .map(pod -> pod.owner()
                                .tree()
                                .at("spec", "selector", "matchLabels")
                                .strings()))
                .allSatisfy(labels -> assertThat(labels).containsKey("version"));
        // Nor do the pods of a colour come among them.
        assertThat(Kustomize.build("production/blue").pods()).noneMatch(pod -> pod.matches(selector));
    }

    /** Who asks for secrets of Vault, and who may: scripts/vault-bootstrap.sh binds each role to the account of the same pods. */
    @Test
    void vaultKnowsTheAccountsThatAskIt() {
        String bootstrap = Kustomize.read(Path.of("scripts/vault-bootstrap.sh"));
        Set<String> bound = Pattern.compile("(?m)^ *bind ([a-z-]+) ([a-z,-]+)$")
                .matcher(bootstrap)
                .results()
                .flatMap(line -> Stream.of(line.group(2).split(",")).map(account -> line.group(1) + " " + account))
                .collect(Collectors.toSet());

        assertThat(bound)
                .containsExactlyInAnyOrderElementsOf(Kustomize.build("overlays/production")
                        .and(Kustomize.build("recovery"))
                        .pods()
                        .filter(pod -> pod.annotations().containsKey("vault.hashicorp.com/role"))
                        .map(pod -> pod.annotations().get("vault.hashicorp.com/role") + " "
                                + pod.spec().at("serviceAccountName").text())
                        .collect(Collectors.toSet()));
    }

    private static int seconds(Tree duration) {
        Matcher matcher = Pattern.compile("([0-9]+)s").matcher(duration.text());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
