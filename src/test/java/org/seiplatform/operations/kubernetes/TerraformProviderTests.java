package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The configuration against the arguments of AWS's provider, version 6, which are recorded as far as they are used. */
class TerraformProviderTests {

    private static final Path DIRECTORY = TerraformLanguage.DIRECTORY;
    private static final Set<String> OF_TERRAFORM =
            Set.of("for_each", "count", "depends_on", "lifecycle", "provider", "timeouts");

    private final JsonNode schema =
            JsonMapper.shared().readTree(Kustomize.read(Path.of("src/test/resources/terraform/aws-6.json")));

    @Test
    void theProviderKnowsEveryArgument() {
        List<String> unknown = new ArrayList<>();
        int blocks = 0;
        for (Path file : files()) {
            JsonNode configuration =
                    JsonMapper.shared().readTree(TerraformLanguage.check(file).output());
            blocks += check(configuration, unknown);
        }

        assertThat(blocks).isGreaterThan(30);
        assertThat(unknown).isEmpty();
    }

    @Test
    void anArgumentOfAnotherVersionIsFound() {
        List<String> unknown = new ArrayList<>();
        check(
                JsonMapper.shared()
                        .readTree(
                                TerraformLanguage.check(List.of("""
                resource "aws_eks_addon" "a" {
                  resolve_conflicts = "OVERWRITE"
                }
                resource "aws_eip" "b" {
                  vpc = true
                }
                """)).getFirst().output()),
                unknown);

        assertThat(unknown).containsExactlyInAnyOrder("aws_eks_addon.resolve_conflicts", "aws_eip.vpc");
    }

    @Test
    void theLockedVersionsAreThoseThatAreAskedFor() {
        String lock = Kustomize.read(DIRECTORY.resolve(".terraform.lock.hcl"));
        String versions = Kustomize.read(DIRECTORY.resolve("versions.tf"));

        assertThat(named("source += \"(.+)\"", versions))
                .isNotEmpty()
                .isEqualTo(named("provider \"[^/]+/(.+)\"", lock));
        assertThat(named("(?m)^ +version += \"(~> .+)\"", versions)).isEqualTo(named("constraints = \"(.+)\"", lock));
        assertThat(Kustomize.read(Path.of("src/test/resources/terraform/README.md")))
                .contains("in version "
                        + named("hashicorp/aws\" \\{\\s+version += \"(.+)\"", lock)
                                .iterator()
                                .next());
    }

    private int check(JsonNode configuration, List<String> unknown) {
        int blocks = 0;
        for (String kind : List.of("resource", "data")) {
            for (var type : configuration.path(kind).properties()) {
                if (!type.getKey().startsWith("aws_")) {
                    continue;
                }
                Set<String> known = schema.path(kind)
                        .path(type.getKey())
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet());
                for (JsonNode named : type.getValue()) {
                    for (JsonNode block : named) {
                        check(type.getKey(), block, known, unknown);
                        blocks++;
                    }
                }
            }
        }
        return blocks;
    }

    /** A block within is a list of objects; an object is a map, whose keys are free. */
    private static void check(String path, JsonNode block, Set<String> known, List<String> unknown) {
        block.properties().forEach(field -> {
            if (OF_TERRAFORM.contains(field.getKey())) {
                return;
            }
            if (!known.contains(field.getKey())) {
                unknown.add(path + "." + field.getKey());
            }
            if (field.getValue().isArray()) {
                field.getValue()
                        .valueStream()
                        .filter(JsonNode::isObject)
                        .forEach(nested -> check(path + "." + field.getKey(), nested, known, unknown));
            }
        });
    }

    private static Set<String> named(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static List<Path> files() {
        return TerraformLanguage.files().stream()
                .filter(file -> file.toString().endsWith(".tf"))
                .toList();
    }
}
