package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.maintenance.RetentionRun;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Choices;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deletes the older part of made-up histories, and asks whether every answer about the rest is what it was. The number of
 * histories is the system property {@code sei.test.histories}, the first seed {@code sei.test.seed}.
 */
@ApiTest
class KeptFiguresTests {

    private static final int HISTORIES = Integer.getInteger("sei.test.histories", 6);
    private static final int FIRST_SEED = Integer.getInteger("sei.test.seed", 1);
    private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-05-01T00:00:00Z");

    /** When anything changed last; the time before; and when a repository was last heard of, which may be before, too. */
    private static final Set<String> NOT_OF_THE_PERIOD = Set.of("data_as_of", "trend", "latest_events");

    private static final List<String> KINDS = List.of("commits", "pull_requests", "deployments", "incidents");

    @Autowired
    private Api api;

    @Autowired
    private ApplicationContext service;

    @Autowired
    private JdbcClient jdbc;

    private final Clock clock = Clock.systemUTC();
    private long deleted;

    @Test
    void figuresOfTheTimeThatIsKeptStayTheSame() {
        forEachHistory((seed, random, history) -> {
            SeededOrganization seeded = send(history);
            Instant since = FROM.plus(Duration.ofDays(15 + random.nextInt(40)));
            Map<String, JsonNode> before = answers(seeded, since);
            deleted += facts(seeded);

            keep(seeded, settings(random, since));
            RetentionRun.now(service);

            deleted -= facts(seeded);
            compare("after deletion", seed, seeded, since, before);
            deriveEverythingAgain(seeded);
            compare("derived again", seed, seeded, since, before);
            send(seeded.tenant(), seeded.history());
            compare("sent again", seed, seeded, since, before);
            RetentionRun.now(service);
            compare("deleted again", seed, seeded, since, before);
        });
        // Little of one history may be old, but not of all of them.
        assertThat(deleted).isGreaterThan(3L * HISTORIES);
    }

    private record SeededOrganization(Tenant tenant, History history) {}

    private interface Trial {

        void run(int seed, Random random, History history);
    }

    private static void forEachHistory(Trial trial) {
        for (int seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            trial.run(seed, new Random(seed), Histories.history(new Choices(seed)));
        }
    }

    private SeededOrganization send(History history) {
        Tenant tenant = api.tenant();
        Map<UUID, UUID> ids = new HashMap<>();
        for (RepositoryFact repository : history.repositories()) {
            ids.put(repository.id(), repository(tenant, repository));
        }
        for (TeamFact team : history.teams()) {
            UUID id = tenant.team(team.slug());
            ids.put(team.id(), id);
            team.repositories().forEach(owned -> tenant.own(id, ids.getOrDefault(owned, owned)));
        }
        SeededOrganization seeded = new SeededOrganization(tenant, history.renamed(id -> ids.getOrDefault(id, id)));
        send(tenant, seeded.history());
        return seeded;
    }

    private static UUID repository(Tenant tenant, RepositoryFact repository) {
        Map<String, Object> content = new HashMap<>(Map.of(
                "name", "repository " + repository.label(),
                "provider", repository.provider(),
                "provider_id", repository.providerId(),
                "default_branch", repository.defaultBranch()));
        content.put("host", repository.host());
        return tenant.manager()
                .post("/api/v1/repositories", content)
                .expect(201)
                .uuid("/id");
    }

    private static void send(Tenant tenant, History history) {
        Map<String, List<? extends Fact>> requests = new LinkedHashMap<>();
        requests.put("commits", history.commits());
        requests.put("pull-requests", history.pullRequests());
        requests.put("deployments", history.deployments());
        requests.put("incidents", history.incidents());
        requests.forEach((kind, facts) -> {
            if (!facts.isEmpty()) {
                tenant.ingest().post("/api/v1/events/" + kind, facts).expect(200);
            }
        });
    }

    /** One kind is deleted up to the time that is kept, the others at most so far, or not at all. */
    private Map<String, Object> settings(Random random, Instant since) {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        Map<String, Object> retention = new HashMap<>();
        for (String kind : KINDS) {
            if (random.nextInt(4) > 0) {
                Instant before = since.minus(Duration.ofDays(random.nextInt(3) * random.nextInt(10)));
                retention.put(kind, Duration.between(before, today).toString());
            }
        }
        retention.put(
                KINDS.get(random.nextInt(3)), Duration.between(since, today).toString());
        return Map.of("retention", retention);
    }

    private static void keep(SeededOrganization seeded, Map<String, Object> settings) {
        String path = "/api/v1/organizations/" + seeded.tenant().id();
        seeded.tenant().admin().patch(path, "*", Map.of("settings", settings)).expect(200);
    }

    /** A pattern that matches the same, written in another way. */
    private void deriveEverythingAgain(SeededOrganization seeded) {
        keep(seeded, Map.of("hotfix_pattern", "(?i)(^|[-/_])hotfix([-/_]|$)"));
        await().until(() -> jdbc.sql("select count(*) from pending_derivations where organization_id = :organization")
                        .param("organization", seeded.tenant().id())
                        .query(Long.class)
                        .single()
                == 0);
    }

    private long facts(SeededOrganization seeded) {
        return jdbc.sql("""
                        select (select count(*) from commits where repository_id = any(:repositories))
                             + (select count(*) from pull_requests where repository_id = any(:repositories))
                             + (select count(*) from deployments where repository_id = any(:repositories))
                             + (select count(*) from incidents where organization_id = :organization)
                        """)
                .param(
                        "repositories",
                        seeded.history().repositories().stream()
                                .map(RepositoryFact::id)
                                .toArray(UUID[]::new))
                .param("organization", seeded.tenant().id())
                .query(Long.class)
                .single();
    }

    private void compare(
            String when, int seed, SeededOrganization seeded, Instant since, Map<String, JsonNode> before) {
        answers(seeded, since)
                .forEach((question, answer) -> assertThat(answer)
                        .as("%s, seed %s, since %s: %s", when, seed, since, question)
                        .isEqualTo(before.get(question)));
    }

    private static Map<String, JsonNode> answers(SeededOrganization seeded, Instant since) {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (String period :
                List.of("start=" + since + "&end=" + TO, "start=" + since.plus(Duration.ofDays(9)) + "&end=" + TO)) {
            for (String question : questions(seeded.history())) {
                String path = "/api/v1/analytics/" + question + (question.contains("?") ? "&" : "?") + period;
                answers.put(
                        path,
                        cleaned(seeded.tenant().viewer().get(path).expect(200).json()));
            }
        }
        return answers;
    }

    private static List<String> questions(History history) {
        List<String> scopes = new ArrayList<>(List.of(""));
        history.teams().forEach(team -> scopes.add("team_id=" + team.id()));
        history.repositories().forEach(repository -> scopes.add("repository_id=" + repository.id()));
        List<String> questions = new ArrayList<>();
        for (String scope : scopes) {
            for (String environment : List.of("", "&environment=staging")) {
                questions.add("dora?" + scope + environment);
                questions.add("deployments?limit=200&" + scope + environment);
                questions.add("changes?limit=200&" + scope + environment);
            }
            questions.add("data-quality?" + scope);
            questions.add("incidents?limit=200&" + scope);
            questions.add("incidents?limit=200&basis=resolved&" + scope);
        }
        history.teams().forEach(team -> questions.add("team/" + team.id()));
        history.repositories().forEach(repository -> questions.add("repository/" + repository.id()));
        return questions;
    }

    private static JsonNode cleaned(JsonNode answer) {
        if (answer instanceof ObjectNode object) {
            object.remove(NOT_OF_THE_PERIOD);
        }
        answer.forEach(KeptFiguresTests::cleaned);
        return answer;
    }
}
