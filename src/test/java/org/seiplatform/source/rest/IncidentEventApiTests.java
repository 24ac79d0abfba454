package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.seiplatform.source.rest.CommitEventApiTests.expect;
import static org.seiplatform.source.rest.EventBody.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class IncidentEventApiTests {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void aRepository() {
        tenant = api.tenant();
        repository = tenant.repository("service");
    }

    @Test
    void anIncidentNeedsNeitherRepositoryNorTeam() {
        expect(send(incident("I-1")), 1, 1, 0, 0);
        expect(send(incident("I-1")), 1, 0, 0, 1);
    }

    @Test
    void aResolutionIsNotTakenBackByAnOlderState() {
        send(incident("I-1").with("resolved_at", "2026-03-04T11:00:00Z"));
        expect(send(incident("I-1")), 1, 0, 0, 1);
        assertThat(jdbc.sql("select count(*) from incidents where organization_id = :o and resolved_at is not null")
                        .param("o", tenant.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void itsCausesAreThoseOfTheLatestState() {
        send(incident("I-1").with("caused_by", List.of(cause("1"), cause("2"))));
        expect(
                send(incident("I-1")
                        .with("caused_by", List.of(cause("3"), cause("2"), cause("3")))
                        .with("updated_at", "2026-03-05T09:00:00Z")),
                1,
                0,
                1,
                0);
        assertThat(causes()).containsExactly("2", "3");
        expect(send(incident("I-1").with("caused_by", List.of(cause("1"), cause("2")))), 1, 0, 0, 1);
        assertThat(causes()).containsExactly("2", "3");
    }

    @Test
    void teamsAndRepositoriesMustBeTheOrganizationsOwn() {
        Tenant other = api.tenant();
        UUID foreignRepository = other.repository("theirs");
        UUID foreignTeam = other.team("theirs");
        send(incident("I-1").with("team_id", tenant.team("ours"))).expect(200);
        send(incident("I-2").with("team_id", foreignTeam)).expectInvalid("/team_id");
        send(incident("I-2").with("repository_id", foreignRepository)).expectInvalid("/repository_id");
        send(incident("I-2").with("caused_by", List.of(Map.of("repository_id", foreignRepository, "external_id", "1"))))
                .expectInvalid("/caused_by/0/repository_id");
    }

    @Test
    void aTeamThatGoesAtThatMomentIsAConflict() throws Exception {
        UUID team = tenant.team("leaving");
        try (Connection deletion = dataSource.getConnection();
                ExecutorService sender = Executors.newSingleThreadExecutor()) {
            deletion.setAutoCommit(false);
            try (PreparedStatement delete = deletion.prepareStatement("delete from teams where id = ?")) {
                delete.setObject(1, team);
                delete.executeUpdate();
            }
            Future<Answer> answer = sender.submit(() -> send(incident("I-1").with("team_id", team)));
            await().until(() -> jdbc.sql(
                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%incidents%'")
                            .query(Integer.class)
                            .single()
                    > 0);
            deletion.commit();

            answer.get().expectProblem(409, "conflict");
        }
        send(incident("I-1").with("team_id", team)).expectInvalid("/team_id");
    }

    private Map<String, Object> cause(String externalId) {
        return Map.of("repository_id", repository, "external_id", externalId);
    }

    private List<String> causes() {
        return jdbc.sql("select deployment_external_id from incident_causes where organization_id = :o order by 1")
                .param("o", tenant.id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private Answer send(Object body) {
        return tenant.ingest().post("/api/v1/events/incidents", body);
    }
}
