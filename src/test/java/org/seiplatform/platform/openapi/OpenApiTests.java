package org.seiplatform.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What any linter of API descriptions would ask for, and that the description agrees with the service about names. */
@ApiTest
class OpenApiTests {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Autowired
    private Api api;

    private JsonNode document;
    private List<Described> operations;

    private record Described(String name, JsonNode operation) {}

    @BeforeEach
    void readDescription() {
        document = api.anonymous().get("/v3/api-docs").expect(200).json();
        operations = document.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Described(method.getKey() + " " + path.getKey(), method.getValue())))
                .toList();
    }

    @Test
    void isOpenApi31AndSaysWhatItIs() {
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        assertThat(document.at("/info/title").asString()).isEqualTo("SEI Platform");
        assertThat(document.at("/info/license/identifier").asString()).isEqualTo("Apache-2.0");
        assertThat(document.at("/info/version").asString()).isNotBlank();
        assertThat(document.at("/components/securitySchemes").propertyNames())
                .containsExactlyInAnyOrder("api_key", "token");
    }

    @Test
    void everyOperationIsNamedOnceSummarisedAndTagged() {
        assertThat(operations).hasSizeGreaterThan(30);
        assertThat(operations)
                .extracting(
                        described -> described.operation().path("operationId").asString())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"));
        SoftAssertions.assertSoftly(all -> operations.forEach(described -> {
            all.assertThat(described.operation().path("summary").asString(""))
                    .as(described.name())
                    .isNotBlank()
                    .doesNotEndWith(".");
            all.assertThat(described.operation().path("tags"))
                    .as(described.name())
                    .hasSize(1);
        }));
    }

    @Test
    void everyOperationTellsWhatCanGoWrongAsAProblem() {
        SoftAssertions.assertSoftly(all -> operations.forEach(described -> {
            JsonNode responses = described.operation().get("responses");
            all.assertThat(responses.propertyNames()).as(described.name()).contains("400", "500", "503");
            responses.properties().stream()
                    .filter(response -> response.getKey().matches("[45].."))
                    .map(response -> response.getValue().path("$ref").asString(""))
                    .forEach(reference -> all.assertThat(referred(reference)
                                    .at("/content/application~1problem+json/schema/$ref")
                                    .asString(""))
                            .as(described.name() + " " + reference)
                            .isEqualTo("#/components/schemas/Problem"));
        }));
    }

    @Test
    void answersAreJson() {
        SoftAssertions.assertSoftly(all ->
                operations.forEach(described -> described.operation().get("responses").properties().stream()
                        .filter(response -> response.getKey().startsWith("2"))
                        .flatMap(response -> response.getValue().path("content").propertyNames().stream())
                        .forEach(type ->
                                all.assertThat(type).as(described.name()).isNotEqualTo("*/*"))));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allMatch(reference -> !referred(reference).isMissingNode());
    }

    @Test
    void fieldsAndConstantsAreInSnakeCase() {
        List<String> names = new ArrayList<>();
        document.at("/components/schemas")
                .forEach(schema -> names.addAll(schema.path("properties").propertyNames()));
        List<String> constants = document.findValues("enum").stream()
                .flatMap(JsonNode::valueStream)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();

        assertThat(names).hasSizeGreaterThan(100).allMatch(name -> name.matches("[a-z0-9_]+"));
        assertThat(constants).hasSizeGreaterThan(20).allMatch(constant -> constant.matches("[a-z0-9_]+"));
    }

    @Test
    void whatMayBeNullSaysSoAndTheRestIsRequired() {
        JsonNode repository = document.at("/components/schemas/CodeRepository");

        assertThat(repository.at("/properties/url/type").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("string", "null");
        assertThat(repository.get("required").valueStream().map(JsonNode::asString))
                .contains("id", "name", "provider_id")
                .doesNotContain("url");
    }

    @Test
    void aPatchRequiresNothing() {
        JsonNode patch = document.at("/paths/~1api~1v1~1organizations~1{id}/patch/requestBody/content");

        assertThat(patch.propertyNames()).containsExactlyInAnyOrder("application/json", "application/merge-patch+json");
        JsonNode schema = referred(patch.at("/application~1json/schema/$ref").asString());
        assertThat(schema.has("required")).isFalse();
        assertThat(referred(schema.at("/properties/settings/anyOf/0/$ref").asString())
                        .has("required"))
                .isFalse();
    }

    @Test
    void pagingAndPreconditionsAreToldOnce() {
        JsonNode list = document.at("/paths/~1api~1v1~1teams/get");
        JsonNode change = document.at("/paths/~1api~1v1~1teams~1{id}/patch");

        assertThat(list.get("parameters").findValuesAsString("$ref"))
                .containsExactly("#/components/parameters/limit", "#/components/parameters/cursor");
        assertThat(change.get("parameters").findValuesAsString("$ref"))
                .containsExactly("#/components/parameters/if_match");
        assertThat(change.at("/responses").propertyNames()).contains("412", "428");
        assertThat(Stream.of("name", "required")
                        .map(field -> list.at("/parameters/0/" + field).asString()))
                .containsExactly("organization_id", "false");
    }

    @Test
    void whatIsPublicSaysSo() {
        assertThat(document.at("/paths/~1problems~1{slug}/get/security").isEmpty())
                .isTrue();
        assertThat(document.at("/paths/~1api~1v1~1teams/get").has("security")).isFalse();
        assertThat(document.at("/paths").has("/error")).isFalse();
    }

    @Test
    void itsPageCanBeOpened() {
        Answer page = api.anonymous().get("/swagger-ui/index.html").expect(200);

        assertThat(page.body()).contains("swagger-ui");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("frame-ancestors 'none'");
        api.anonymous().get("/v3/api-docs/swagger-config").expect(200);
    }

    @Test
    void theFilesOfItsPageAreKeptForEverUnderNamesThatChangeWithThem() {
        Answer page = api.anonymous().get("/swagger-ui/index.html").expect(200);
        List<String> files = Pattern.compile("(?:src|href)=\"(/static/[^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(file -> file.group(1))
                .toList();

        assertThat(page.header("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(files).hasSize(5).allMatch(file -> file.matches(".+-[0-9a-f]{32}\\.(js|css|png)"));
        for (String file : files) {
            Answer answer = api.anonymous().get(file).expect(200);
            assertThat(answer.header("Cache-Control")).hasValue("max-age=31536000, public, immutable");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("cross-origin");
        }
        String script = files.stream()
                .filter(file -> file.contains("bundle"))
                .findFirst()
                .orElseThrow();
        assertThat(api.anonymous().get(script).body()).contains("SwaggerUIBundle");
        api.anonymous()
                .get(script.replaceFirst("-[0-9a-f]{32}", "-" + "0".repeat(32)))
                .expectProblem(404, "not_found");
        api.anonymous().get(script.replaceFirst("-[0-9a-f]{32}", "")).expectProblem(404, "not_found");
    }

    private JsonNode referred(String reference) {
        return document.at(reference.replaceFirst("^#", ""));
    }
}
