package org.seiplatform.source.webhook.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The payloads that GitHub publishes as examples, in the npm package {@code @octokit/webhooks-examples}: one folder for GitHub.com
 * and one for each version of GitHub Enterprise Server, each with an {@code index.json}.
 */
final class GitHubExamples {

    static final String VARIABLE = "SEI_TEST_GITHUB_PAYLOADS";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private GitHubExamples() {}

    /** One payload. */
    record Example(String origin, String event, byte[] body) {

        @Override
        public String toString() {
            return origin + " " + event;
        }
    }

    /** Where the package is, whether the variable names it or a folder within; null where this machine has none. */
    static @Nullable Path directory() {
        String value = System.getenv(VARIABLE);
        if (value == null || value.isBlank()) {
            return null;
        }
        Path named = Path.of(value).toAbsolutePath();
        return Files.exists(named.resolve("index.json")) ? named.getParent() : named;
    }

    static List<Example> all() {
        Path directory = directory();
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(folder -> Files.exists(folder.resolve("index.json")))
                    .sorted()
                    .flatMap(GitHubExamples::in)
                    .toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Stream<Example> in(Path folder) {
        String origin = folder.getFileName().toString();
        return elements(JSON.readTree(folder.resolve("index.json").toFile()))
                .flatMap(event -> elements(event.get("examples"))
                        .map(payload ->
                                new Example(origin, event.get("name").asString(), JSON.writeValueAsBytes(payload))));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
