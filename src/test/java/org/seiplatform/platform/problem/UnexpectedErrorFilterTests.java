package org.seiplatform.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class UnexpectedErrorFilterTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final UnexpectedErrorFilter filter =
            new UnexpectedErrorFilter(new RecordedErrors(), new ProblemResponses(JSON));
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void whatAFilterThrowsIsAnsweredAndLoggedOnceUnderOneId(CapturedOutput output)
            throws ServletException, IOException {
        filter.doFilter(new MockHttpServletRequest(), response, (request, answer) -> {
            throw new IllegalStateException("nobody's business");
        });

        assertThat(response.getStatus()).isEqualTo(500);
        String errorId =
                JSON.readTree(response.getContentAsString()).get("error_id").asString();
        assertThat(response.getContentAsString()).doesNotContain("nobody's business");
        assertThat(output.getOut().lines().filter(line -> line.contains(errorId)))
                .hasSize(1);
        assertThat(output.getOut()).contains("nobody's business");
    }

    @Test
    void aProblemStaysWhatItIs() throws ServletException, IOException {
        filter.doFilter(new MockHttpServletRequest(), response, (request, answer) -> {
            throw ProblemException.notFound("team");
        });

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getContentAsString()).doesNotContain("error_id");
    }
}
