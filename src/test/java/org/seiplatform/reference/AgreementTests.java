package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends made-up histories over HTTP, and asks whether the service computes what the oracle does. The number of histories is the
 * system property {@code sei.test.histories}, the first seed {@code sei.test.seed}.
 */
@ApiTest
class AgreementTests {

    private static final int HISTORIES = Integer.getInteger("sei.test.histories", 20);
    private static final int FIRST_SEED = Integer.getInteger("sei.test.seed", 1);
    private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-05-01T00:00:00Z");

    @Autowired
    private Api api;

    @Autowired
    private JsonMapper json;

    @Test
    void computesWhatTheDefinitionsSay() {
        forEachHistory((seed, random, history) -> {
            Told told = tell(history, Tellings.plain(history));
            for (MetricScope scope : Histories.scopes(told.history())) {
                for (MetricPeriod period : periods(random)) {
                    compare(seed, told, MetricQuestion.about(told.history(), scope), period);
                    compare(
                            seed,
                            told,
                            MetricQuestion.about(told.history(), scope).in("staging"),
                            period);
                }
            }
        });
    }

    @Test
    void computesTheSameHoweverAHistoryIsTold() {
        forEachHistory((seed, random, history) -> {
            List<List<Fact>> telling =
                    Tellings.of(history).generator(1000).next(random).value();
            Told told = tell(history, telling);
            for (MetricScope scope : Histories.scopes(told.history())) {
                compare(seed, told, MetricQuestion.about(told.history(), scope), new MetricPeriod(FROM, TO));
            }
        });
    }

    /** An organization that has been told a history, and the history under the ids that the service gave out. */
    private record Told(Tenant tenant, History history) {}

    private interface Trial {

        void run(int seed, Random random, History history);
    }

    private static void forEachHistory(Trial trial) {
        JqwikSession.run(() -> {
            for (int seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
                Random random = new Random(seed);
                History history =
                        Histories.histories().generator(1000).next(random).value();
                trial.run(seed, random, history);
            }
        });
    }

    private Told tell(History history, List<List<Fact>> requests) {
        Tenant tenant = api.tenant();
        configure(tenant, history.organization());
        Map<UUID, UUID> ids = new HashMap<>();
        for (RepositoryFact repository : history.repositories()) {
            ids.put(
                    repository.id(),
                    tenant.manager()
                            .post(
                                    "/api/v1/repositories",
                                    Map.of(
                                            "name", "repository " + repository.providerId(),
                                            "provider", repository.provider(),
                                            "provider_id", repository.providerId(),
                                            "default_branch", repository.defaultBranch()))
                            .expect(201)
                            .uuid("/id"));
        }
        for (TeamFact team : history.teams()) {
            UUID id = tenant.team(team.slug());
            ids.put(team.id(), id);
            team.repositories().forEach(owned -> tenant.own(id, known(ids, owned)));
        }
        for (List<Fact> request : requests) {
            List<Fact> renamed = request.stream()
                    .map(fact -> fact.renamed(id -> known(ids, id)))
                    .toList();
            tenant.ingest()
                    .post("/api/v1/events/" + kind(renamed.getFirst()), renamed)
                    .expect(200);
        }
        return new Told(tenant, history.renamed(id -> known(ids, id)));
    }

    private static UUID known(Map<UUID, UUID> ids, UUID id) {
        return ids.getOrDefault(id, id);
    }

    private static void configure(Tenant tenant, OrganizationFact organization) {
        String path = "/api/v1/organizations/" + tenant.id();
        Duration window = organization.incidentWindow();
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                "time_zone",
                organization.timeZone().equals(ZoneOffset.UTC)
                        ? "UTC"
                        : organization.timeZone().getId());
        settings.put("incident_window", window == null ? null : window.toString());
        settings.put("count_failed_attempts", organization.countFailedAttempts());
        tenant.admin()
                .patch(path, tenant.admin().get(path).entityTag(), Map.of("settings", settings))
                .expect(200);
    }

    private static String kind(Fact fact) {
        return switch (fact) {
            case CommitFact commit -> "commits";
            case PullRequestFact pullRequest -> "pull-requests";
            case DeploymentFact deployment -> "deployments";
            case IncidentFact incident -> "incidents";
        };
    }

    /** All of it, some of it, and a span too short for ratings. */
    private static List<MetricPeriod> periods(Random random) {
        Instant start = FROM.plus(Duration.ofHours(random.nextInt(24 * 60)));
        return List.of(
                new MetricPeriod(FROM, TO),
                new MetricPeriod(start, start.plus(Duration.ofHours(7 * 24L + random.nextInt(24 * 20)))),
                new MetricPeriod(start, start.plus(Duration.ofDays(3))));
    }

    private void compare(int seed, Told told, MetricQuestion question, MetricPeriod period) {
        JsonNode expected = json.valueToTree(new ReferenceMetrics(told.history()).dora(question, period));
        Answer answer = told.tenant().viewer().get("/api/v1/analytics/dora?" + parameters(question, period));
        List<String> differences = new ArrayList<>();
        expected.properties()
                .forEach(metric -> metric.getValue()
                        .properties()
                        .forEach(field -> compare(
                                metric.getKey() + "/" + field.getKey(),
                                field.getValue(),
                                answer.expect(200).json("/" + metric.getKey() + "/" + field.getKey()),
                                differences)));
        assertThat(differences)
                .as("seed %s, %s in %s: %s", seed, question, period, answer)
                .isEmpty();
    }

    private static void compare(String where, JsonNode expected, JsonNode actual, List<String> differences) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field -> compare(
                            where + "/" + field.getKey(), field.getValue(), actual.path(field.getKey()), differences));
        } else if (expected.isNumber() && actual.isNumber()) {
            double wanted = expected.asDouble();
            if (Math.abs(wanted - actual.asDouble()) > 1e-6 * Math.max(1, Math.abs(wanted))) {
                differences.add(where + ": " + expected + " expected, " + actual + " answered");
            }
        } else if (!expected.equals(actual)) {
            differences.add(where + ": " + expected + " expected, " + actual + " answered");
        }
    }

    private static String parameters(MetricQuestion question, MetricPeriod period) {
        String scope = switch (question.scope()) {
            case MetricScope.Organization all -> "";
            case MetricScope.Team team -> "&team_id=" + team.id();
            case MetricScope.Repository repository -> "&repository_id=" + repository.id();
        };
        String environment = question.environment() == null ? "" : "&environment=" + question.environment();
        return "start=" + period.start() + "&end=" + period.end() + scope + environment;
    }
}
