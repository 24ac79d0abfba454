package org.seiplatform.platform.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

@ApiTest
class ProblemPageTests {

    @Autowired
    private Api api;

    @ParameterizedTest
    @EnumSource
    void everyTypeLeadsToItsPage(ProblemType type) {
        Answer page = api.anonymous().get(type.uri().toString()).expect(200);

        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/markdown");
        assertThat(page.body())
                .startsWith("# " + type.title() + "\n")
                .contains("| `type` | `" + type.uri() + "` |")
                .contains("| `code` | `" + type.code() + "` |")
                .contains("| `status` | " + type.status().value() + " |");
    }

    @ParameterizedTest
    @EnumSource
    void theOverviewListsEveryType(ProblemType type) throws Exception {
        Resource overview = new PathMatchingResourcePatternResolver().getResource("classpath:problems/README.md");

        assertThat(overview.getContentAsString(UTF_8))
                .contains("| %d | [`%s`](%s.md) | %s |"
                        .formatted(type.status().value(), type.code(), type.slug(), type.title()));
    }

    @Test
    void everyPageIsAboutAType() throws Exception {
        List<String> slugs =
                Stream.of(ProblemType.values()).map(ProblemType::slug).toList();
        Resource[] pages = new PathMatchingResourcePatternResolver().getResources("classpath:problems/*.md");

        assertThat(pages)
                .extracting(page -> String.valueOf(page.getFilename()).replace(".md", ""))
                .filteredOn(name -> !name.equals("README"))
                .containsExactlyInAnyOrderElementsOf(slugs);
    }

    @Test
    void otherPagesDoNotExist() {
        api.anonymous().get("/problems/README").expectProblem(404, "not_found");
        api.anonymous().get("/problems/nothing").expectProblem(404, "not_found");
    }
}
