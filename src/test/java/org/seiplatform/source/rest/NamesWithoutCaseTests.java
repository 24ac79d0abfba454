package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.source.rest.CommitEventApiTests.expect;
import static org.seiplatform.source.rest.EventBody.commit;
import static org.seiplatform.source.rest.EventBody.deployment;
import static org.seiplatform.source.rest.EventBody.pullRequest;
import static org.seiplatform.source.rest.EventBody.sha;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
class NamesWithoutCaseTests {

    private static final String MARCH = "?start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void aRepository() {
        tenant = api.tenant(Map.of("hotfix_pattern", "^urgent$", "production_environment_pattern", "^PRODUCTION$"));
        repository = tenant.repository("service");
    }

    @Test
    void anEnvironmentIsOneWhateverItsCaseAndShownAsFirstWritten() {
        send(deployment(repository, "1").with("environment", "Épreuve"));
        send(List.of(
                deployment(repository, "2")
                        .with("environment", "ÉPREUVE")
                        .with("commit_sha", sha(2))
                        .with("finished_at", "2026-03-04T09:00:00Z"),
                deployment(repository, "3")
                        .with("environment", "épreuve")
                        .with("commit_sha", sha(3))
                        .with("finished_at", "2026-03-05T09:00:00Z")));

        for (String asked : List.of("épreuve", "Épreuve", "éPREUVE")) {
            Answer rows = ask("deployments", "&environment=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
            assertThat(rows.json("/items").findValuesAsString("environment"))
                    .containsExactly("Épreuve", "Épreuve", "Épreuve");
            assertThat(rows.json("/items").findValuesAsString("baseline")).containsExactly("false", "false", "true");
        }
    }

    @Test
    void oneRequestMayWriteAnEnvironmentInTwoWays() {
        send(List.of(deployment(repository, "1"), deployment(repository, "2").with("environment", "Production")));

        assertThat(ask("dora", "").json("/deployment_frequency/count").asInt()).isEqualTo(2);
    }

    @Test
    void anotherCaseIsNoOtherStatement() {
        send(deployment(repository, "1").with("deployment_group", "Release 1"));

        expect(
                send(deployment(repository, "1")
                        .with("environment", "PRODUCTION")
                        .with("deployment_group", "RELEASE 1")),
                1,
                0,
                0,
                1);
    }

    @Test
    void aDeploymentGroupIsOneWhateverItsCaseAndShownAsFirstFinished() {
        send(List.of(
                deployment(repository, "1")
                        .with("deployment_group", "release-ß")
                        .with("finished_at", "2026-03-03T10:00:00Z"),
                deployment(tenant.repository("other"), "2").with("deployment_group", "Release-ß")));

        Answer rows = ask("deployments", "");
        assertThat(rows.json("/count").asInt()).isEqualTo(1);
        assertThat(rows.text("/items/0/deployment_group")).isEqualTo("Release-ß");
        assertThat(rows.json("/items/0/deployments")).hasSize(2);
        assertThat(ask("dora", "").json("/deployment_frequency/count").asInt()).isEqualTo(1);
    }

    @Test
    void aLabelIsOneWhateverItsCaseAndMatchedWithoutIt() {
        tenant.ingest()
                .post(
                        "/api/v1/events/commits",
                        List.of(
                                commit(repository, 1).with("parents", List.of()),
                                commit(repository, 2).with("parents", List.of(sha(1)))))
                .expect(200);
        tenant.ingest()
                .post(
                        "/api/v1/events/pull-requests",
                        pullRequest(repository, 7)
                                .with("state", "merged")
                                .with("merged_at", "2026-03-02T12:00:00Z")
                                .with("merge_commit_sha", sha(2))
                                .with("labels", List.of("Urgent", "URGENT", "bug")))
                .expect(200);
        send(List.of(
                deployment(repository, "1"),
                deployment(repository, "2").with("commit_sha", sha(2)).with("finished_at", "2026-03-04T09:00:00Z")));

        assertThat(jdbc.sql("select array_to_string(labels, ',') from pull_requests where repository_id = ?")
                        .param(repository)
                        .query(String.class)
                        .single())
                .isEqualTo("bug,Urgent");
        assertThat(ask("deployments", "").text("/items/0/deployments/0/kind")).isEqualTo("hotfix");
    }

    private Answer send(Object deployments) {
        return tenant.ingest().post("/api/v1/events/deployments", deployments).expect(200);
    }

    private Answer ask(String what, String parameters) {
        return tenant.viewer()
                .get("/api/v1/analytics/" + what + MARCH + parameters)
                .expect(200);
    }
}
