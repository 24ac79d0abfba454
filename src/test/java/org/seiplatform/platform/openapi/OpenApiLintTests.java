package org.seiplatform.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;

/** A linter that is not ours finds nothing in the description of the API; it comes with {@code npm ci --prefix src/test/node}. */
@ApiTest
class OpenApiLintTests {

    private static final Path DIRECTORY = Path.of("src/test/node");

    @Autowired
    private Api api;

    @BeforeEach
    void requireTheLinter() {
        if (Files.isDirectory(DIRECTORY.resolve("node_modules/@redocly/openapi-core"))) {
            return;
        }
        String reason = "there is no linter, run `npm ci --prefix %s`".formatted(DIRECTORY);
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(reason);
        }
        abort(reason);
    }

    @Test
    void theDescriptionIsWithoutFault() throws Exception {
        String document = api.anonymous().get("/v3/api-docs").expect(200).json().toString();

        assertThat(lint(document)).isEmpty();
    }

    @Test
    void theLinterFindsFaults() throws Exception {
        String document = api.anonymous().get("/v3/api-docs").expect(200).json().toString();

        assertThat(lint(document.replaceFirst("\"operationId\":\"[a-zA-Z]+\",", "")))
                .contains("operation-operationId");
    }

    private static String lint(String document) throws IOException, InterruptedException {
        Path output = Files.createTempFile("openapi-lint", ".txt");
        try {
            Process linter = new ProcessBuilder("node", "openapi-lint.mjs")
                    .directory(DIRECTORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (var input = linter.getOutputStream()) {
                input.write(document.getBytes(StandardCharsets.UTF_8));
            }
            linter.waitFor();
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }
}
