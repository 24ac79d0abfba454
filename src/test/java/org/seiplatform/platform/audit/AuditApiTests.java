package org.seiplatform.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.platform.security.AccessDenied;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ApiTest
class AuditApiTests {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private AuditStore store;

    @Autowired
    private AuditHeads heads;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private Clock clock;

    @Autowired
    private ApplicationEventPublisher publisher;

    private Tenant tenant;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
    }

    @Test
    void aChangeTellsWhoDidWhatToWhichObjectAndWhatItWasBefore() {
        UUID team = tenant.team("before");
        String tag = tenant.manager().get("/api/v1/teams/" + team).expect(200).entityTag();
        Answer changed = tenant.manager()
                .patch("/api/v1/teams/" + team, tag, Map.of("name", "After"))
                .expect(200);

        JsonNode event = events("?object_type=team&object_id=" + team).get(0);
        assertThat(event.get("action").asString()).isEqualTo("team.changed");
        assertThat(event.get("outcome").asString()).isEqualTo("done");
        assertThat(event.get("actor").asString()).startsWith("key:");
        assertThat(event.get("actor_role").asString()).isEqualTo("manager");
        assertThat(event.at("/before/name").asString()).isEqualTo("before");
        assertThat(event.at("/after/name").asString()).isEqualTo("After");
        assertThat(event.get("request_id").asString())
                .isEqualTo(changed.header("X-Request-Id").orElseThrow());
        assertThat(event.get("address").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void anIdThatACallerChoseIsNotKept() {
        UUID team = tenant.team("before");
        tenant.manager()
                .send(tenant.manager()
                        .request("/api/v1/teams/" + team)
                        .header("If-Match", "*")
                        .header("X-Request-Id", "wilhelmina-aberc")
                        .DELETE())
                .expect(204);

        assertThat(events("?object_type=team&object_id=" + team)
                        .get(0)
                        .get("request_id")
                        .asString())
                .isEqualTo("of another id");
    }

    @Test
    void everyKindOfChangeIsNoted() {
        UUID team = tenant.team("team");
        UUID repository = tenant.repository("repository");
        UUID ada = tenant.developer("Ada");
        UUID grace = tenant.developer("Grace");
        tenant.own(team, repository);
        tenant.manager()
                .put("/api/v1/teams/" + team + "/members/" + ada, Map.of("role", "lead"))
                .expect(204);
        tenant.manager()
                .post("/api/v1/developers/" + ada + "/identities", Map.of("kind", "email", "value", "ada@example.org"))
                .expect(201);
        tenant.manager()
                .post("/api/v1/developers/" + ada + "/merge", Map.of("developer_id", grace))
                .expect(200);
        Answer integration = tenant.admin()
                .post("/api/v1/integrations", Map.of("provider", "github", "name", "ours"))
                .expect(201);
        tenant.admin()
                .post("/api/v1/integrations/" + integration.uuid("/id") + "/rotation", Map.of())
                .expect(200);
        tenant.manager().delete("/api/v1/teams/" + team, "*").expect(204);
        tenant.admin().get("/api/v1/developers/" + ada + "/export").expect(200);
        tenant.admin().post("/api/v1/developers/" + ada + "/erasure", Map.of()).expect(200);

        List<String> actions = events("?limit=200")
                .valueStream()
                .map(event -> event.get("action").asString())
                .toList();
        assertThat(actions)
                .contains(
                        "organization.created",
                        "api_key.created",
                        "team.created",
                        "team.repository_put",
                        "team.member_put",
                        "team.deleted",
                        "repository.created",
                        "developer.created",
                        "developer.identity_added",
                        "developer.merged",
                        "developer.exported",
                        "developer.erased",
                        "integration.created",
                        "integration.secret_rotated");
    }

    @Test
    void nothingSecretAndNothingPersonalIsKept() {
        UUID ada = tenant.developer("Ada Lovelace");
        tenant.manager()
                .post("/api/v1/developers/" + ada + "/identities", Map.of("kind", "email", "value", "ada@example.org"))
                .expect(201);
        String key = tenant.newKey(Role.VIEWER);
        Answer integration = tenant.admin()
                .post("/api/v1/integrations", Map.of("provider", "github", "name", "ours"))
                .expect(201);

        String record = events("?limit=200").toString();
        assertThat(record)
                .doesNotContain("Lovelace", "ada@example.org")
                .doesNotContain(key.substring(key.lastIndexOf('_') + 1))
                .doesNotContain(integration.text("/secret"));
    }

    @Test
    void whoWasNotLetIsNoted() {
        tenant.viewer().post("/api/v1/teams", Map.of("slug", "t", "name", "T")).expect(403);

        await().untilAsserted(() -> {
            JsonNode events = events("?outcome=denied");
            assertThat(events).isNotEmpty();
            JsonNode denied = events.get(0);
            assertThat(denied.get("action").asString()).isEqualTo("forbidden");
            assertThat(denied.get("object_id").asString()).isEqualTo("POST /api/v1/teams");
            assertThat(denied.get("actor_role").asString()).isEqualTo("viewer");
        });
    }

    @Test
    void whoTriesAWrongKeyIsNotedForOperators() {
        Answer refused = api.as("sei_0123456789abcdef_0123456789abcdef0123456789abcdef0123456789abcdef")
                .get("/api/v1/teams")
                .expect(401);

        String request = refused.header("X-Request-Id").orElseThrow();
        await().untilAsserted(() -> assertThat(api.operator()
                        .get("/api/v1/audit-events?outcome=denied&limit=200")
                        .expect(200)
                        .json("/items")
                        .valueStream()
                        .map(event -> event.get("request_id").asString()))
                .contains(request));
    }

    /** Each transaction keeps others from the end of the chain until it is over. */
    @Test
    void whoWasNotLetIsWrittenAFewAtATime() {
        String path = "/api/v1/" + UUID.randomUUID();
        for (int denial = 0; denial < 120; denial++) {
            publisher.publishEvent(new AccessDenied(null, "GET", path, "unauthorized", null));
        }

        await().untilAsserted(() -> {
            List<Integer> together = jdbc.sql("""
                            select count(*) from audit_events where object_id = ? group by xmin::text
                            """)
                    .param("GET " + path)
                    .query((row, number) -> row.getInt(1))
                    .list();
            assertThat(together.stream().mapToInt(Integer::intValue).sum()).isEqualTo(120);
            assertThat(together).allMatch(count -> count <= 50);
        });
    }

    @Test
    void anOrganizationReadsItsOwnRecordAlone() {
        Tenant other = api.tenant();
        UUID team = other.team("theirs");

        assertThat(events("?object_id=" + team)).isEmpty();
        tenant.admin().get("/api/v1/audit-events?organization_id=" + other.id()).expectProblem(404, "not_found");
        tenant.manager().get("/api/v1/audit-events").expectProblem(403, "forbidden");
    }

    @Test
    void whatDoesNotExistHasNoRecordAndBeginsNone() {
        api.operator()
                .get("/api/v1/audit-events/export?organization_id=" + UUID.randomUUID())
                .expectProblem(404, "not_found");

        assertThat(api.operator()
                        .get("/api/v1/audit-events/verification")
                        .json("/intact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theRecordIsExportedInOrder() {
        tenant.team("one");
        tenant.team("two");

        Answer export = tenant.admin().get("/api/v1/audit-events/export").expect(200);
        List<Long> positions = export.body()
                .lines()
                .map(line -> export.mapper().readTree(line).get("position").asLong())
                .toList();
        assertThat(positions)
                .hasSizeGreaterThan(3)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(1L);
    }

    @Test
    void theDatabaseRefusesToChangeTheRecord() {
        tenant.team("team");

        assertThatThrownBy(() ->
                        jdbc.sql("update audit_events set actor = 'nobody'").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from audit_events").update()).hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("truncate audit_events").update()).hasMessageContaining("append-only");
    }

    @Test
    void whatIsChangedRemovedOrCutOffPastTheDatabasesRefusalIsFound() {
        for (String slug : List.of("one", "two", "three")) {
            tenant.team(slug);
        }
        assertThat(verification().get("intact").asBoolean()).isTrue();
        assertThat(verification().get("verified").asLong()).isGreaterThan(3);

        long last = events("?limit=1").get(0).get("position").asLong();
        tamper("update audit_events set actor = 'nobody' where chain = '%s' and position = 2");
        assertThat(verification().get("broken_at").asLong()).isEqualTo(2);
        restore("update audit_events set actor = '%s' where chain = '%s' and position = 2");
        assertThat(verification().get("intact").asBoolean()).isTrue();

        tamper("delete from audit_events where chain = '%s' and position = " + last);
        assertThat(verification().get("intact").asBoolean()).isFalse();
        assertThat(verification().get("broken_at").asLong()).isEqualTo(last);
    }

    @Test
    void whatRetentionRemovesLeavesARecordThatIsWhole() {
        tenant.team("old");
        Clock later = Clock.offset(clock, Duration.ofDays(2));
        new AuditRetention(store, heads, trail, new AuditProperties(Duration.ofDays(1), 1), transaction, later)
                .remove();

        assertThat(events("?object_type=team")).isEmpty();
        JsonNode removal = events("?action=audit_events.removed").get(0);
        assertThat(removal.get("actor").asString()).isEqualTo("system");
        assertThat(removal.at("/before/first").asLong()).isEqualTo(1);
        tenant.team("new");
        assertThat(verification().get("intact").asBoolean()).isTrue();
        assertThat(verification().get("verified").asLong()).isEqualTo(events("").size());

        tamper("update audit_events set actor = 'nobody' where chain = '%s'");
        assertThat(verification().get("intact").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The end, and the head says so.
                """
                delete from audit_events where chain = '%1$s' and position > 2;
                update audit_heads h set position = 2, hash = e.hash
                from audit_events e where h.chain = '%1$s' and e.chain = h.chain and e.position = 2
                """,
                // The beginning, as if retention had removed it.
                """
                update audit_heads h set removed_until = 2, removed_hash = e.hash
                from audit_events e where h.chain = '%1$s' and e.chain = h.chain and e.position = 2;
                delete from audit_events where chain = '%1$s' and position <= 2
                """,
                // All but the head.
                "delete from audit_events where chain = '%1$s'",
                // All, as if nothing had been noted yet.
                """
                delete from audit_events where chain = '%1$s';
                update audit_heads set position = 0, hash = '', removed_until = 0, removed_hash = '' where chain = '%1$s'
                """,
                """
                delete from audit_events where chain = '%1$s';
                delete from audit_heads where chain = '%1$s'
                """
            })
    void aRecordThatWasCutIsFoundAndStaysSo(String cut) {
        tenant.team("one");
        assertThat(verification().get("intact").asBoolean()).isTrue();
        String head = head();

        tamper(cut);

        assertThat(verification().get("intact").asBoolean()).isFalse();
        tenant.team("two");
        assertThat(verification().get("intact").asBoolean()).isFalse();
        putBack(head);
    }

    @Test
    void anOrganizationsRecordThatIsGoneIsFoundInThatOfTheInstallation() {
        assertThat(ofInstallation().get("intact").asBoolean())
                .as(ofInstallation().toString())
                .isTrue();
        String head = head();

        tamper("delete from audit_heads where chain = '%s'");

        JsonNode found = ofInstallation();
        putBack(head);
        assertThat(found.get("intact").asBoolean()).isFalse();
        assertThat(found.get("finding").asString()).contains("of an organization");
        assertThat(ofInstallation().get("intact").asBoolean()).isTrue();
    }

    private String head() {
        return jdbc.sql("select h::text from audit_heads h where chain = :chain")
                .param("chain", tenant.id())
                .query(String.class)
                .single();
    }

    /** For the tests of the whole installation's record. */
    private void putBack(String head) {
        tamper("delete from audit_heads where chain = '%s'");
        jdbc.sql("insert into audit_heads select (cast(:head as audit_heads)).*")
                .param("head", head)
                .update();
    }

    private JsonNode ofInstallation() {
        return api.operator()
                .get("/api/v1/audit-events/verification")
                .expect(200)
                .json();
    }

    private void tamper(String sql) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("alter table audit_events disable trigger audit_events_append_only")
                    .update();
            jdbc.sql(sql.formatted(tenant.id())).update();
            jdbc.sql("alter table audit_events enable trigger audit_events_append_only")
                    .update();
        });
    }

    private void restore(String sql) {
        String actor = jdbc.sql("select actor from audit_events where chain = :chain and position = 1")
                .param("chain", tenant.id())
                .query(String.class)
                .single();
        tamper(sql.formatted(actor, "%s"));
    }

    private JsonNode verification() {
        return tenant.admin()
                .get("/api/v1/audit-events/verification")
                .expect(200)
                .json();
    }

    private JsonNode events(String query) {
        return tenant.admin().get("/api/v1/audit-events" + query).expect(200).json("/items");
    }
}
