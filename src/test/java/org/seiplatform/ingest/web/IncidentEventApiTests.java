package org.seiplatform.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.ingest.web.CommitEventApiTests.expect;
import static org.seiplatform.ingest.web.EventBody.incident;

import java.util.List;
import java.util.Map;
import java.util.UUID;
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
