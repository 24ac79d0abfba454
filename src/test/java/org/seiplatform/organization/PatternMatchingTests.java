package org.seiplatform.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
class PatternMatchingTests {

    private static final String SHA = "a".repeat(40);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
        repository = tenant.repository("shop");
    }

    @Test
    void aPatternWithWordBoundariesIsMatchedAsWritten() {
        deploy("eu prod 1");
        deploy("product");

        settings(Map.of("production_environment_pattern", "\\bprod\\b"));
        deploy("us prod 2");

        assertThat(deployments()).isEqualTo(2);
    }

    @Test
    void manyNamesFollowTheirPatternBatchByBatch() {
        UUID developer = tenant.developer("Many");
        jdbc.sql("""
                        insert into identities (id, organization_id, developer_id, kind, value, host, created_at)
                        select gen_random_uuid(), :organization, :developer, 'github',
                               case when number % 2 = 0 then 'machine-' else 'person-' end || number, 'github.com', now()
                        from generate_series(1, 5001) as number
                        """)
                .param("organization", tenant.id())
                .param("developer", developer)
                .update();

        settings(Map.of("bot_pattern", "^MACHINE-"));

        await().until(() -> jdbc.sql("select count(*) from pending_matches where organization_id = ?")
                        .param(tenant.id())
                        .query(Long.class)
                        .single()
                == 0);
        assertThat(jdbc.sql("""
                                select count(*) filter (where matches_bot <> (value like 'machine-%')) || ' wrong, '
                                       || count(*) filter (where matches_bot) || ' bots'
                                from identities where organization_id = ?
                                """).param(tenant.id()).query(String.class).single())
                .isEqualTo("0 wrong, 2500 bots");
    }

    @Test
    void settingsThatCannotBeReadAreAsIfNotSetAndConcernNobodyElse() {
        deploy("production");
        jdbc.sql("""
                        update organizations
                        set benchmark = 'ours', benchmark_thresholds = '{"change_lead_time": "soon"}', time_zone = 'Mars/Olympus',
                            production_environment_pattern = '(', hotfix_pattern = '((((a{99}){99}){99}){99})'
                        where id = ?
                        """).param(tenant.id()).update();

        deploy("live");

        Answer organization =
                tenant.viewer().get("/api/v1/organizations/" + tenant.id()).expect(200);
        assertThat(organization.text("/settings/time_zone")).isEqualTo("UTC");
        assertThat(organization.json("/settings/benchmark_thresholds").isNull()).isTrue();
        assertThat(deployments()).isEqualTo(1);
        api.operator().get("/api/v1/organizations?limit=100").expect(200);
        settings(Map.of(
                "production_environment_pattern", "^live$", "hotfix_pattern", "hotfix", "benchmark", "dora_2023"));
        assertThat(deployments()).isEqualTo(1);
    }

    private void deploy(String environment) {
        tenant.ingest()
                .post(
                        "/api/v1/events/deployments",
                        Map.of(
                                "repository_id", repository,
                                "external_id", environment,
                                "environment", environment,
                                "commit_sha", SHA,
                                "ref", "main",
                                "status", "success",
                                "finished_at", "2026-03-01T12:00:00Z"))
                .expect(200);
    }

    private int deployments() {
        return tenant.viewer()
                .get("/api/v1/analytics/dora?organization_id=" + tenant.id()
                        + "&start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z")
                .expect(200)
                .json("/deployment_frequency/count")
                .asInt();
    }

    private void settings(Map<String, Object> settings) {
        tenant.admin()
                .patch("/api/v1/organizations/" + tenant.id(), "*", Map.of("settings", settings))
                .expect(200);
    }
}
