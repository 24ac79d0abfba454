package org.seiplatform.operations.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus with the shipped rules, which looks every second instead of every half a minute. */
final class PrometheusServer implements AutoCloseable {

    private final Path configuration;
    private final MonitoringProgram program;

    private PrometheusServer(Path configuration, MonitoringProgram program) {
        this.configuration = configuration;
        this.program = program;
    }

    /**
     * What is to be scraped.
     *
     * @param address host and port
     * @param labels what Kubernetes would add to the job
     */
    record Target(String job, String address, String path, Map<String, String> labels) {

        Target(String job, String address, String path) {
            this(job, address, path, Map.of());
        }

        private String yaml(int number) {
            String added = labels.entrySet().stream()
                    .map(label -> ", %s: '%s'".formatted(label.getKey(), label.getValue()))
                    .collect(Collectors.joining());
            return """
                      - job_name: target-%d
                        honor_labels: true
                        metrics_path: %s
                        static_configs:
                          - targets: ['%s']
                            labels: {job: '%s', namespace: sei-platform%s}
                    """.formatted(number, path, address, job, added);
        }
    }

    /** Starts one; it has scraped nothing yet. */
    static PrometheusServer start(List<Target> targets, UnaryOperator<String> rules) {
        try {
            Path directory = Files.createTempDirectory("sei-prometheus");
            for (Path file : MonitoringFiles.in(MonitoringFiles.RULES, ".yml")) {
                Files.writeString(
                        directory.resolve(file.getFileName()),
                        rules.apply(MonitoringFiles.read(file)).replaceAll("interval: \\d+[smh]", "interval: 1s"));
            }
            StringBuilder content = new StringBuilder("""
                    global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                    rule_files: ['%s/*.yml']
                    scrape_configs:
                    """.formatted(directory));
            int port = MonitoringProgram.freePort();
            content.append(new Target("prometheus", "127.0.0.1:" + port, "/metrics").yaml(targets.size()));
            for (int i = 0; i < targets.size(); i++) {
                content.append(targets.get(i).yaml(i));
            }
            Path file = directory.resolve("prometheus.yaml");
            Files.writeString(file, content.toString());
            return new PrometheusServer(directory, launch(port, file));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static MonitoringProgram launch(int port, Path file) {
        return MonitoringProgram.start(
                "prometheus",
                port,
                Map.of(),
                "/-/ready",
                "--config.file=" + file,
                "--storage.tsdb.path={directory}/data",
                "--web.listen-address=127.0.0.1:{port}");
    }

    /** The series that an expression gives now. */
    List<JsonNode> query(String expression) {
        return read("/api/v1/query?query=" + encode(expression))
                .at("/data/result")
                .valueStream()
                .toList();
    }

    /** The values of a label, of the series that a selector names. */
    Set<String> labelValues(String label, String selector) {
        return read("/api/v1/label/%s/values?match[]=%s"
                        .formatted(label, encode(selector))
                        .replace("[]", "%5B%5D"))
                .path("data")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    /** The names of the alerts that fire now. */
    Set<String> firing() {
        return query("ALERTS{alertstate=\"firing\"}").stream()
                .map(alert -> alert.at("/metric/alertname").asString())
                .collect(Collectors.toSet());
    }

    /** What targets say is wrong with them, and what rules do. */
    List<String> complaints() {
        return Stream.concat(
                        read("/api/v1/targets").at("/data/activeTargets").valueStream(),
                        read("/api/v1/rules")
                                .at("/data/groups")
                                .valueStream()
                                .flatMap(group -> group.path("rules").valueStream()))
                .filter(thing -> !thing.path("lastError").asString("").isEmpty())
                .map(thing ->
                        thing.path("name").asString(thing.path("scrapeUrl").asString("")) + ": "
                                + thing.path("lastError").asString())
                .toList();
    }

    private JsonNode read(String path) {
        return JsonMapper.shared().readTree(program.get(path));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        program.close();
        try {
            FileSystemUtils.deleteRecursively(configuration);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
