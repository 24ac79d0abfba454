package org.seiplatform.operations.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shipped job that drills a recovery. */
final class DrillJob {

    private static final Path FILE = Path.of("k8s/backup/drill.yaml");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DrillJob() {}

    /** What one of its containers runs. */
    static String[] command(String container) {
        try {
            Iterable<Object> documents =
                    new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(FILE));
            JsonNode pod = StreamSupport.stream(documents.spliterator(), false)
                    .map(document -> JSON.<JsonNode>valueToTree(document))
                    .filter(document -> document.path("kind").asString().equals("CronJob"))
                    .map(document -> document.at("/spec/jobTemplate/spec/template/spec"))
                    .findFirst()
                    .orElseThrow();
            return Stream.of("initContainers", "containers")
                    .flatMap(kind -> pod.path(kind).valueStream())
                    .filter(one -> one.path("name").asString().equals(container))
                    .flatMap(one -> one.path("command").valueStream())
                    .map(JsonNode::asString)
                    .toArray(String[]::new);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
