package org.seiplatform.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.openapi.BodyMutations.Mutation;
import org.seiplatform.platform.openapi.Examples.Example;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every example of a request does what it shows, names that must be new or known aside; and with nonsense in any place it is refused as described. */
@ApiTest
class OpenApiExamplesTests {

    /** Each takes the place of every value in turn. Some are fine in some places, none may break anything. */
    private static final List<String> NONSENSE = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e400",
            "9223372036854775808",
            "3.5",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"'; drop table commits; --\"",
            "\"<script>alert(1)</script>\"",
            "\"%s%n${jndi:ldap://127.0.0.1/a}\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59.999999999Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"(a+)+$\"",
            "\"P9999999D\"",
            "\"" + "x".repeat(70_000) + "\"",
            "[]",
            "[[]]",
            "{}",
            "{\"unknown\":1}");

    @Autowired
    private Api api;

    @Autowired
    private JsonMapper json;

    @Test
    void everyBodyHasAnExampleThatIsAccepted() {
        Examples examples = new Examples(api);
        List<Example> all = examples.all();

        SoftAssertions.assertSoftly(softly -> all.forEach(example -> {
            if (example.body() instanceof ObjectNode object && object.has("developer_id")) {
                object.put("developer_id", examples.anotherDeveloper().toString());
            }
            if ("createOrganization".equals(example.operationId())) {
                ((ObjectNode) example.body()).put("slug", "acme-" + UUID.randomUUID());
            }
            Answer answer = examples.send(example);
            softly.assertThat(answer.status())
                    .as("%s: %s", example.operationId(), answer.body())
                    .isBetween(200, 299);
        }));
        assertThat(all).hasSizeGreaterThan(15);
    }

    @Test
    void nonsenseInAnyPlaceIsAnsweredAsDescribed() {
        Examples examples = new Examples(api);
        List<String> wrong = new ArrayList<>();
        int sent = 0;
        for (Example example : examples.all()) {
            for (JsonPointer place : places(JsonPointer.empty(), example.body()).toList()) {
                for (String nonsense : NONSENSE) {
                    Answer answer = examples.send(example.with(replaced(example.body(), place, nonsense)));
                    sent++;
                    if (!isDescribed(example, answer)) {
                        wrong.add("%s %s = %.40s: %d %.300s"
                                .formatted(example.operationId(), place, nonsense, answer.status(), answer.body()));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(sent).isGreaterThan(3000);
    }

    @Test
    void whatTheDescriptionForbidsIsRefused() {
        Examples examples = new Examples(api);
        DescribedOperations description = new DescribedOperations(api);
        List<String> wrong = new ArrayList<>();
        int sent = 0;
        for (Example example : examples.all()) {
            for (Mutation mutation : BodyMutations.of(description, example.schema(), example.body())) {
                Answer answer = examples.send(example.with(mutation.body()));
                sent++;
                if (!isDescribed(example, answer)
                        || (mutation.forbidden() && answer.status() < 400 && !example.isNoBody(mutation.body()))) {
                    wrong.add("%s (%s) %s: %d %.300s"
                            .formatted(
                                    example.operationId(),
                                    example.contentType(),
                                    mutation.what(),
                                    answer.status(),
                                    answer.body()));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(sent).isGreaterThan(2000);
    }

    private static boolean isDescribed(Example example, Answer answer) {
        if (!example.operation().get("responses").has(Integer.toString(answer.status()))) {
            return false;
        }
        return answer.status() < 300
                || (answer.status() < 500
                        && answer.header("Content-Type").orElse("").startsWith("application/problem+json")
                        && answer.json().hasNonNull("code"));
    }

    private static Stream<JsonPointer> places(JsonPointer here, JsonNode value) {
        Stream<JsonPointer> below = switch (value) {
            case ObjectNode object ->
                object.properties().stream()
                        .flatMap(field -> places(here.appendProperty(field.getKey()), field.getValue()));
            case ArrayNode array -> places(here.appendIndex(0), array.get(0));
            default -> Stream.empty();
        };
        return Stream.concat(Stream.of(here), below);
    }

    private JsonNode replaced(JsonNode body, JsonPointer place, String nonsense) {
        JsonNode value = json.readTree(nonsense);
        if (place.matches()) {
            return value;
        }
        JsonNode copy = body.deepCopy();
        JsonNode parent = copy.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
        }
        return copy;
    }
}
