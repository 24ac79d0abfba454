package org.seiplatform.operations.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shipped files of the monitoring, as they are in the repository. */
final class MonitoringFiles {

    static final Path PROMETHEUS = Path.of("prometheus");
    static final Path RULES = PROMETHEUS.resolve("rules");
    static final Path RULE_TESTS = PROMETHEUS.resolve("tests");
    static final Path DASHBOARDS = Path.of("grafana/dashboards");
    static final Path RUNBOOKS = Path.of("docs/runbooks");

    private MonitoringFiles() {}

    /** The files of a directory with this ending, sorted. */
    static List<Path> in(Path directory, String ending) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static JsonNode yaml(Path file) {
        return JsonMapper.shared()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(read(file)));
    }

    static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(read(file));
    }

    /** All rules, of alerts and of recordings. */
    static List<Rule> rules() {
        return in(RULES, ".yml").stream()
                .flatMap(file -> yaml(file).path("groups").valueStream())
                .flatMap(group -> group.path("rules").valueStream())
                .map(Rule::of)
                .toList();
    }

    static List<Rule> alerts() {
        return rules().stream().filter(Rule::isAlert).toList();
    }
}
