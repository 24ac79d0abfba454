package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seiplatform.testing.NodeProgram.Outcome;

/** What production runs on. Its providers cannot be had here, so what can be seen without them is. */
class TerraformTests {

    private static final Path DIRECTORY = TerraformLanguage.DIRECTORY;

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
    void rolesEnterTheClusterAndNotWhoeverMadeIt() {
        assertThat(configuration)
                .containsPattern("bootstrap_cluster_creator_admin_permissions = false")
                .containsPattern(
                        "(?s)\"aws_eks_access_entry\" \"administrators\" \\{\\s*for_each *= toset\\(var.administrator_roles\\)");
    }

    /** What EKS makes by itself is kept for ever, and what has no version stays as old as it was. */
    @Test
    void logsEndAndAddOnsAndNodesFollowTheClustersVersion() {
        assertThat(block("aws_cloudwatch_log_group", "cluster"))
                .contains("\"/aws/eks/${var.name}/cluster\"", "retention_in_days = var.log_retention_days");
        assertThat(Stream.of(
                        block("aws_eks_addon", "network"),
                        block("aws_eks_addon", "others"),
                        block("aws_eks_node_group", "zone"),
                        block("aws_eks_node_group", "spot")))
                .allSatisfy(
                        block -> assertThat(block)
                                .containsPattern(
                                        "addon_version +=.*aws_eks_addon_version\\.newest|(?s)version +=.*aws_eks_cluster\\.main\\.version.*release_version +="));
        assertThat(configuration).contains("kubernetes_version = aws_eks_cluster.main.version");
    }

    @Test
    void theStateIsWhereTheReaderSays() {
        assertThat(configuration.substring(
                        configuration.indexOf("backend \"s3\""), configuration.indexOf("provider \"aws\"")))
                .doesNotContain("region", "bucket");
        assertThat(Kustomize.read(Path.of("docs/deployment.md")))
                .contains("-backend-config=bucket=", "-backend-config=region=");
    }

    @Test
    void nobodyMayDoEverythingWithSecrets() {
        assertThat(configuration.replaceAll("(?m)^ *#.*$", "")).doesNotContain("SecretsManagerReadWrite", "\"*:*\"");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsParsedByTerraformsParserAndFormatted(Path file) {
        assertThat(TerraformLanguage.check(file)).returns(0, Outcome::code);
    }

    @Test
    void theParserFindsFaults() {
        assertThat(TerraformLanguage.check(List.of("a = 1\nbbb = 2\n", "a =\n", "resource \"a\" {\n")))
                .extracting(Outcome::code)
                .containsExactly(2, 1, 1);
    }

    private String block(String kind, String name) {
        int start = configuration.indexOf("resource \"%s\" \"%s\"".formatted(kind, name));
        assertThat(start).as("%s %s", kind, name).isNotNegative();
        return configuration.substring(start, configuration.indexOf("\n}\n", start));
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
        return files().filter(file -> file.toString().endsWith(".tf"))
                .map(Kustomize::read)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Path> files() {
        return TerraformLanguage.files().stream();
    }
}
