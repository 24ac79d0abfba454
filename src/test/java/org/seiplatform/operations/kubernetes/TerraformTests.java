package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What production runs on. Its providers cannot be had here, so what can be seen without them is. */
class TerraformTests {

    private static final Path DIRECTORY = Path.of("terraform");

    private final String configuration = configuration();

    @Test
    void everyNameThatIsUsedIsDeclared() {
        assertThat(named("\\bvar\\.([a-z_]+)", configuration))
                .isSubsetOf(named("variable \"([a-z_]+)\"", configuration));
        assertThat(named("(?<![a-z.])(aws_[a-z0-9_]+\\.[a-z_]+)", configuration.replaceAll("data\\.aws_[a-z_.]+", "")))
                .isSubsetOf(blocks("resource"));
        assertThat(named("data\\.([a-z_]+\\.[a-z_]+)", configuration)).isSubsetOf(blocks("data"));
        assertThat(named("\\blocal\\.([a-z_]+)", configuration))
                .isSubsetOf(named("(?m)^  ([a-z_]+) +=", configuration));
    }

    @Test
    void everyVariableIsUsedAndGivenAValue() {
        String values = Kustomize.read(DIRECTORY.resolve("prod.tfvars"));
        Set<String> given = named("(?m)^([a-z_]+) +=", values);
        Set<String> required = Pattern.compile("variable \"([a-z_]+)\" \\{([^}]*)}")
                .matcher(configuration)
                .results()
                .filter(variable -> !variable.group(2).contains("default"))
                .map(variable -> variable.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(given).containsAll(required).isSubsetOf(named("variable \"([a-z_]+)\"", configuration));
        assertThat(named("variable \"([a-z_]+)\"", configuration))
                .isEqualTo(named("\\bvar\\.([a-z_]+)", configuration));
    }

    @Test
    void bucketsAndRolesAreThoseOfTheManifests() {
        Set<String> buckets = Stream.of("backups", "wal", "velero")
                .map(use -> "sei-platform-" + use)
                .collect(Collectors.toSet());
        assertThat(named("\"\\$\\{var\\.name}-(backups|wal|velero)\"", configuration))
                .hasSize(3);
        assertThat(buckets)
                .contains(Kustomize.build("velero")
                        .one("BackupStorageLocation", "default")
                        .tree()
                        .at("spec", "objectStorage", "bucket")
                        .text())
                .contains(named("repo1-s3-bucket=(.+)", Kustomize.read(Path.of("docker/timescaledb/pgbackrest.conf")))
                        .iterator()
                        .next());
        Set<String> accounts = named("\"sei-platform:([a-z-]+)\"", configuration);
        assertThat(Kustomize.build("overlays/production")
                        .ofKind("ServiceAccount")
                        .filter(account -> account.tree()
                                .at("metadata", "annotations", "eks.amazonaws.com/role-arn")
                                .isPresent())
                        .map(Manifest::name))
                .isNotEmpty()
                .allMatch(accounts::contains);
    }

    @Test
    void theAutoscalerChangesTheNodesOfThisClusterAlone() {
        Tree values = Tree.documents(Kustomize.read(Path.of("k8s/cluster-autoscaler/values.yaml")))
                .getFirst();

        assertThat(configuration)
                .contains("\"kube-system:"
                        + values.at("rbac", "serviceAccount", "name").text() + "\"")
                .containsPattern(
                        "(?s)\"autoscaling:SetDesiredCapacity\".{0,200}StringEquals = \\{ \"aws:ResourceTag/k8s.io/cluster-autoscaler/\\$\\{var.name}\" = \"owned\" }");
        assertThat(named("variable \"name\" \\{[^}]*default +=\\s*\"(.+)\"", configuration))
                .containsExactly(values.at("autoDiscovery", "clusterName").text());
        assertThat(Kustomize.read(Path.of("docs/deployment.md")))
                .contains("--values k8s/cluster-autoscaler/values.yaml");
    }

    @Test
    void nobodyMayDoEverythingWithSecrets() {
        assertThat(configuration.replaceAll("(?m)^ *#.*$", "")).doesNotContain("SecretsManagerReadWrite", "\"*:*\"");
    }

    @Test
    void filesAreFormatted() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "terraform"))),
                "there is no terraform here, and Debian has none");
        Process process = new ProcessBuilder("terraform", "fmt", "-check", "-diff", DIRECTORY.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }

    private Set<String> blocks(String kind) {
        return Pattern.compile(kind + " \"([a-z0-9_]+)\" \"([a-z_]+)\"")
                .matcher(configuration)
                .results()
                .map(block -> block.group(1) + "." + block.group(2))
                .collect(Collectors.toSet());
    }

    private static Set<String> named(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String configuration() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".tf"))
                    .sorted()
                    .map(Kustomize::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException cause) {
            throw new java.io.UncheckedIOException(cause);
        }
    }
}
