package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.source.rest.CommitEventApiTests.expect;
import static org.seiplatform.source.rest.EventBody.commit;
import static org.seiplatform.source.rest.EventBody.deployment;
import static org.seiplatform.source.rest.EventBody.sha;

import java.util.List;
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
class DeploymentEventApiTests {

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
    void anAttemptEndsInWhicheverOrderItsStatesArrive() {
        EventBody started =
                deployment(repository, "1").with("status", "in_progress").without("finished_at");
        expect(send(deployment(repository, "1")), 1, 1, 0, 0);
        expect(send(started), 1, 0, 0, 1);
        assertThat(query("select status from deployments where repository_id = :repository"))
                .isEqualTo("success");
    }

    @Test
    void thePatternOfTheOrganizationTellsProduction() {
        send(List.of(
                deployment(repository, "1").with("environment", "prod-eu"),
                deployment(repository, "2").with("environment", "staging")));
        assertThat(jdbc.sql(
                                "select name || ' ' || production from environments where organization_id = :o order by name")
                        .param("o", tenant.id())
                        .query(String.class)
                        .list())
                .containsExactly("prod-eu true", "staging false");
    }

    @Test
    void commitsThatArriveAfterTheirDeploymentAreDeliveredByIt() {
        send(List.of(
                deployment(repository, "1"),
                deployment(repository, "2").with("commit_sha", sha(3)).with("finished_at", "2026-03-05T09:00:00Z")));
        assertThat(delivered("2")).isEqualTo("1 false");
        tenant.ingest()
                .post(
                        "/api/v1/events/commits",
                        List.of(
                                commit(repository, 1).with("parents", List.of()),
                                commit(repository, 2).with("parents", List.of(sha(1))),
                                commit(repository, 3).with("parents", List.of(sha(2)))))
                .expect(200);
        assertThat(delivered("2")).isEqualTo("2 true");
    }

    @Test
    void aDeploymentThatTurnsOutToHaveFailedDeliversNothing() {
        send(deployment(repository, "1"));
        expect(
                send(deployment(repository, "1").with("status", "failure").with("updated_at", "2026-03-04T00:00:00Z")),
                1,
                0,
                1,
                0);
        assertThat(query("select count(*) from deliveries where repository_id = :repository"))
                .isEqualTo("0");
    }

    @Test
    void theTimeOfItsEndMustFitTheStatus() {
        send(deployment(repository, "1").without("finished_at")).expectInvalid("/finished_at");
        send(deployment(repository, "1").with("status", "in_progress")).expectInvalid("/finished_at");
    }

    private String delivered(String externalId) {
        return query("select delivered_count || ' ' || commits_known from deliveries "
                + "where repository_id = :repository and external_id = '" + externalId + "'");
    }

    private Answer send(Object body) {
        return tenant.ingest().post("/api/v1/events/deployments", body);
    }

    private String query(String sql) {
        return jdbc.sql(sql).param("repository", repository).query(String.class).single();
    }
}
