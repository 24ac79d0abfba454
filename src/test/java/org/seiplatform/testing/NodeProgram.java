package org.seiplatform.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that reads all and then says what it found; what it needs comes with {@code npm ci --prefix src/test/node}. */
public final class NodeProgram {

    private static final Path DIRECTORY = Path.of("src/test/node");

    private final String script;

    private NodeProgram(String script) {
        this.script = script;
    }

    /** What it wrote, and the code that it ended with. */
    public record Outcome(int code, String output) {}

    /** Ends the test if the program cannot run here, where that may be. */
    public static NodeProgram of(String script, String module) {
        if (!Files.isDirectory(DIRECTORY.resolve("node_modules").resolve(module))) {
            String reason = "there is no %s, run `npm ci --prefix %s`".formatted(module, DIRECTORY);
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(reason);
            }
            abort(reason);
        }
        return new NodeProgram(script);
    }

    public Outcome read(String input) throws IOException, InterruptedException {
        Path output = Files.createTempFile("node", ".txt");
        try {
            Process process = new ProcessBuilder("node", script)
                    .directory(DIRECTORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (var stream = process.getOutputStream()) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return new Outcome(process.waitFor(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
