package org.seiplatform.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts the service's answers about one history beside the oracle's, and collects where they differ. */
final class Agreement {

    final ReferenceMetrics oracle;
    final Instant now;

    private final SeededOrganization seeded;
    private final JsonMapper json;
    private final Random random;
    private final List<String> failures = new ArrayList<>();

    /** @param now when the questions are asked */
    Agreement(SeededOrganization seeded, JsonMapper json, Instant now) {
        this.seeded = seeded;
        this.json = json;
        this.now = now;
        this.oracle = new ReferenceMetrics(seeded.history());
        this.random = new Random(seeded.seed());
    }

    /** The questions that were answered differently, each with the differences. */
    List<String> failures() {
        return failures;
    }

    /** Asks, and expects an answer with at least these fields. */
    void on(String path, @Nullable Object expected) {
        JsonNode answer = seeded.ask(path);
        if (answer.at("/members").isArray()) {
            ((ObjectNode) answer).set("members", Differences.sorted(answer.at("/members"), "/developer/id"));
        }
        compare(path, json.valueToTree(expected), answer);
    }

    void expect(String what, long expected, long actual) {
        if (expected != actual) {
            failures.add("seed %s, %s: %s expected, %s found".formatted(seeded.seed(), what, expected, actual));
        }
    }

    void onDeployments(String path, JsonNode expected) {
        onRows(
                path,
                "finished_at",
                withSortedMembers(expected),
                "/environment",
                "/deployment_group",
                "/deployments/0/repository_id",
                "/deployments/0/external_id");
    }

    /** Walks all pages, and expects these rows, newest first, with their number and the median of their durations. */
    void onRows(String path, String time, JsonNode expected, String... key) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        int limit = 1 + random.nextInt(20);
        JsonNode page = seeded.ask(path + "&limit=" + limit);
        long count = page.at("/count").asLong();
        JsonNode median = page.at("/median_seconds");
        rows.addAll(items(page));
        while (page.at("/next_cursor").isString()) {
            page = seeded.ask(path + "&limit=" + limit + "&cursor="
                    + page.at("/next_cursor").asString());
            expect(path + " count", count, page.at("/count").asLong());
            rows.addAll(items(page));
        }
        expect(path + " count", expected.size(), count);
        compare(
                path,
                Differences.sorted(expected, key),
                Differences.sorted(withSortedMembers(ExpectedAnswer.withoutCase(rows)), key));
        compare(path, json.valueToTree(median(expected)), median);
        List<Instant> times = rows.valueStream()
                .map(row -> Instant.parse(row.get(time).asString()))
                .toList();
        expect(
                path + " newest first",
                1,
                times.equals(times.stream().sorted((a, b) -> b.compareTo(a)).toList()) ? 1 : 0);
    }

    private static List<JsonNode> items(JsonNode page) {
        return page.at("/items").valueStream().toList();
    }

    /** The order of a group's members, and of the incidents laid to one, means nothing. */
    private static JsonNode withSortedMembers(JsonNode rows) {
        for (JsonNode row : rows) {
            if (row.has("deployments")) {
                ArrayNode sorted = Differences.sorted(row.get("deployments"), "/repository_id", "/external_id");
                for (JsonNode member : sorted) {
                    if (member.has("incidents")) {
                        ((ObjectNode) member).set("incidents", Differences.sorted(member.get("incidents")));
                    }
                }
                ((ObjectNode) row).set("deployments", sorted);
            }
        }
        return rows;
    }

    private static @Nullable Double median(JsonNode rows) {
        List<Double> durations = new ArrayList<>();
        for (JsonNode row : rows) {
            for (String name : List.of("recovery_seconds", "lead_time_seconds", "time_to_restore_seconds")) {
                if (row.path(name).isNumber()) {
                    durations.add(row.get(name).asDouble());
                }
            }
        }
        return Percentiles.median(durations);
    }

    /** Follows the link of a figure. */
    void addUp(JsonNode figure, String count, boolean withMedian) {
        addUpTo(figure, figure.at(count).asLong(), withMedian);
    }

    void addUpTo(JsonNode figure, long count, boolean withMedian) {
        String path = figure.at("/href").asString().substring("/api/v1/".length());
        JsonNode rows = seeded.ask(path + "&limit=1");
        expect(path + " count", count, rows.at("/count").asLong());
        if (withMedian) {
            compare(path, figure.at("/value"), rows.at("/median_seconds"));
        }
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        Differences differences = new Differences();
        differences.compare("", expected, actual);
        if (!differences.found().isEmpty()) {
            failures.add("seed %s, %s: %s".formatted(seeded.seed(), path, differences.found()));
        }
    }
}
