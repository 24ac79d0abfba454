package org.seiplatform.operations.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.seiplatform.testing.NodeProgram;
import org.seiplatform.testing.NodeProgram.Outcome;
import tools.jackson.databind.json.JsonMapper;

/** Terraform's own parser and formatter. */
final class TerraformLanguage {

    static final Path DIRECTORY = Path.of("terraform");

    private TerraformLanguage() {}

    /** The files of the configuration. */
    static List<Path> files() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** What became of a file of the configuration: code 0 and the file as JSON, 1 if it cannot be parsed, 2 if it is not formatted. */
    static Outcome check(Path file) {
        return Objects.requireNonNull(Configuration.OUTCOMES.get(file), file::toString);
    }

    /** The same for texts, one after the other. */
    static List<Outcome> check(List<String> texts) {
        try {
            Outcome run = NodeProgram.of("terraform-check.mjs", "@cdktf/hcl-tools")
                    .read(JsonMapper.shared().writeValueAsString(texts));
            return List.of(JsonMapper.shared().readValue(run.output(), Outcome[].class));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    /** Loaded once: starting the parser takes seconds. */
    private static final class Configuration {

        private static final Map<Path, Outcome> OUTCOMES = parse(files());

        private static Map<Path, Outcome> parse(List<Path> files) {
            List<Outcome> outcomes = check(files.stream().map(Kustomize::read).toList());
            Map<Path, Outcome> byFile = new LinkedHashMap<>();
            for (int i = 0; i < files.size(); i++) {
                byFile.put(files.get(i), outcomes.get(i));
            }
            return byFile;
        }
    }
}
