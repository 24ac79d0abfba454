package org.seiplatform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept of incidents and deployments is what can be found of them, whoever changed what they follow from, and when. */
@ApiTest
class DeploymentOutcomesTests {

    private static final int WRITERS = 6;
    private static final int ROUNDS = 5;
    private static final int CHANGES_OF_EACH = 10;
    private static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");
    private static final long SEED = Long.getLong("sei.test.seed", 1);

    /** Links and outcomes that are kept and not found, or found and not kept. */
    private static final String DIFFERENCES = """
            with found_link as (
                select organization_id, incident_external_id, repository_id, deployment_external_id
                from incident_links_by_rule where organization_id = :organization
            ), kept_link as (
                select organization_id, incident_external_id, repository_id, deployment_external_id
                from incident_links where organization_id = :organization
            ), link as (
                select repository_id, deployment_external_id, incident_external_id from found_link
              union all
                select repository_id, deployment_external_id, incident_external_id
                from incident_causes where organization_id = :organization
            ), known as (
                select repository_id, deployment_external_id as external_id from link
              union
                select repository_id, external_id from deliveries where organization_id = :organization
            ), found as (
                select k.repository_id, k.external_id, count(i.external_id)::integer as incident_count,
                       case when count(i.external_id) = count(i.resolved_at) then max(i.resolved_at) end as resolved_at,
                       (select later.finished_at
                        from deliveries later
                        join deliveries v using (repository_id, environment_id)
                        where v.repository_id = k.repository_id and v.external_id = k.external_id
                          and later.remediates = v.external_id
                          and (later.finished_at, later.external_id) > (v.finished_at, v.external_id)
                        order by later.finished_at, later.external_id
                        limit 1) as remediated_at
                from known k
                left join link l on l.repository_id = k.repository_id and l.deployment_external_id = k.external_id
                left join incidents i on i.organization_id = :organization and i.external_id = l.incident_external_id
                                     and i.cause is distinct from 'external'
                group by k.repository_id, k.external_id
            ), found_outcome as (
                select * from found where incident_count > 0 or remediated_at is not null
            ), kept_outcome as (
                select repository_id, external_id, incident_count, incidents_resolved_at, remediated_at
                from deployment_outcomes where organization_id = :organization
            )
            select 'link ' || d::text from ((table found_link except table kept_link)
                                        union all (table kept_link except table found_link)) d
            union all
            select 'outcome ' || d::text from ((table found_outcome except table kept_outcome)
                                           union all (table kept_outcome except table found_outcome)) d
            """;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private List<UUID> repositories;
    private List<UUID> teams;

    @BeforeEach
    void makeOrganization() {
        tenant = api.tenant();
        repositories = List.of(tenant.repository("a"), tenant.repository("b"), tenant.repository("c"));
        teams = List.of(tenant.team("one"), tenant.team("two"));
        tenant.own(teams.getFirst(), repositories.getFirst());
    }

    @Test
    void whoeverChangesWhatTheyFollowFromAtTheSameMoment() throws Exception {
        // Made here, and not by six at once.
        tenant.ingest();
        tenant.admin();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Callable<Void>> writers = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    writers.add(writer(new Random(SEED + round * WRITERS + writer)));
                }
                for (Future<Void> done : threads.invokeAll(writers)) {
                    done.get();
                }
                await("what settings changed")
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(pending()).isZero());
                // What one round leaves wrong, the next may put right.
                assertThat(differences()).as("after round %d", round).isEmpty();
            }
        }
        assertThat(kept("incident_links")).isPositive();
        assertThat(kept("deployment_outcomes where incident_count > 0")).isPositive();
        assertThat(kept("deployment_outcomes where remediated_at is not null")).isPositive();

        tenant.manager()
                .delete("/api/v1/repositories/" + repositories.getFirst(), "*")
                .expect(204);
        assertThat(differences()).isEmpty();

        tenant.manager().delete("/api/v1/teams/" + teams.getFirst(), "*").expect(204);
        assertThat(differences()).isEmpty();
    }

    private List<String> differences() {
        return jdbc.sql(DIFFERENCES)
                .param("organization", tenant.id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private long kept(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Long.class).single();
    }

    private long pending() {
        return jdbc.sql("""
                        select (select count(*) from pending_derivations where organization_id = :organization)
                             + (select count(*) from pending_matches where organization_id = :organization)
                        """)
                .param("organization", tenant.id())
                .query(Long.class)
                .single();
    }

    private Callable<Void> writer(Random random) {
        return () -> {
            for (int change = 0; change < CHANGES_OF_EACH; change++) {
                change(random);
            }
            return null;
        };
    }

    private void change(Random random) {
        int kind = random.nextInt(20);
        if (kind < 10) {
            patiently(() -> deploy(random)).expect(200);
        } else if (kind < 16) {
            patiently(() -> open(random)).expect(200);
        } else if (kind == 16) {
            tenant.own(pick(teams, random), pick(repositories, random));
        } else if (kind == 17) {
            tenant.manager()
                    .delete("/api/v1/teams/" + pick(teams, random) + "/repositories/" + pick(repositories, random));
        } else if (kind == 18) {
            change("incident_window", pick(List.of("PT24H", "PT168H"), random));
        } else {
            change("production_environment_pattern", pick(List.of("prod.*", "live", "(prod|live).*"), random));
        }
    }

    private Answer deploy(Random random) {
        Map<String, Object> event = new HashMap<>();
        event.put("repository_id", pick(repositories, random));
        event.put("external_id", "d" + random.nextInt(12));
        event.put("environment", pick(List.of("production", "live"), random));
        event.put("commit_sha", "%040x".formatted(random.nextInt(6)));
        event.put("status", random.nextInt(8) == 0 ? "failure" : "success");
        event.put("finished_at", time(random));
        event.put("updated_at", Instant.now());
        if (random.nextInt(4) == 0) {
            event.put("remediates", "d" + random.nextInt(12));
        }
        return tenant.ingest().post("/api/v1/events/deployments", event);
    }

    private Answer open(Random random) {
        Map<String, Object> event = new HashMap<>();
        event.put("external_id", "i" + random.nextInt(20));
        Instant opened = time(random);
        event.put("opened_at", opened);
        event.put("updated_at", Instant.now());
        if (random.nextBoolean()) {
            event.put("resolved_at", opened.plusSeconds(random.nextInt(9_000)));
        }
        switch (random.nextInt(5)) {
            case 0 -> event.put("repository_id", pick(repositories, random));
            case 1 -> event.put("team_id", pick(teams, random));
            case 2 ->
                event.put(
                        "caused_by",
                        List.of(Map.of(
                                "repository_id", pick(repositories, random), "external_id", "d" + random.nextInt(12))));
            case 3 -> event.put("cause", "external");
            default -> {
                // of the whole organization
            }
        }
        return tenant.ingest().post("/api/v1/events/incidents", event);
    }

    private void change(String setting, String value) {
        patiently(() -> tenant.admin()
                        .patch("/api/v1/organizations/" + tenant.id(), "*", Map.of("settings", Map.of(setting, value))))
                .expect(200);
    }

    /** As callers do: who is told that the service is busy comes again. */
    private static Answer patiently(Supplier<Answer> request) {
        Answer answer = request.get();
        for (int again = 0; again < 3 && answer.status() == 503; again++) {
            answer = request.get();
        }
        return answer;
    }

    private static Instant time(Random random) {
        return BEGINNING.plus(Duration.ofHours(random.nextInt(24 * 20)));
    }

    private static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
