package org.seiplatform.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.NodeProgram;
import org.springframework.beans.factory.annotation.Autowired;

/** A linter that is not ours finds nothing in the description of the API. */
@ApiTest
class OpenApiLintTests {

    @Autowired
    private Api api;

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
        return NodeProgram.of("openapi-lint.mjs", "@redocly/openapi-core")
                .read(document)
                .output();
    }
}
