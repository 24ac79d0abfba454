package org.seiplatform.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seiplatform.platform.security.Endpoint;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks everything that the routing knows: what changes something leaves one entry, and none when there was nothing to change. */
@ApiTest
class AuditedOperationsTests {

    /** What these take in is the data itself, which says where it comes from. */
    private static final String INGESTING = "/api/v1/(events|webhooks)/.*";

    /** Reading these is an event of its own. */
    private static final Set<String> NOTED_READS =
            Set.of("/api/v1/audit-events/export GET", "/api/v1/developers/{id}/export GET");

    /** The second time these change nothing. */
    private static final Set<String> IDEMPOTENT = Set.of(
            "/api/v1/api-keys/{id} DELETE",
            "/api/v1/imports/{id} DELETE",
            "/api/v1/teams/{id}/members/{developer_id} PUT",
            "/api/v1/teams/{id}/repositories/{repository_id} PUT",
            "/api/v1/developers/{id}/identities/{identity_id} PUT",
            "/api/v1/developers/{id}/erasure POST");

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routing;

    private Tenant tenant;
    private Session manager;
    private Session admin;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
        // Keys are made at their first use, which is noted, too.
        manager = tenant.manager();
        admin = tenant.admin();
        tenant.ingest();
    }

    @TestFactory
    List<DynamicTest> whatChangesSomethingLeavesOneEntry() {
        List<String> operations = Endpoint.all(routing).stream()
                .map(Endpoint::toString)
                .filter(operation -> !operation.endsWith(" GET") || NOTED_READS.contains(operation))
                .filter(operation -> !operation.matches(INGESTING))
                .toList();
        assertThat(operations).hasSizeGreaterThan(25);
        return operations.stream()
                .map(operation -> DynamicTest.dynamicTest(operation, () -> {
                    makeTenant();
                    Runnable change = prepared(operation);
                    long before = entries();
                    change.run();
                    assertThat(entries() - before).isEqualTo(1);
                    if (IDEMPOTENT.contains(operation)) {
                        change.run();
                        assertThat(entries() - before).as("the second time").isEqualTo(1);
                    }
                }))
                .toList();
    }

    @Test
    void changingALevelOfLoggingLeavesOneEntry() {
        String logger = "org.seiplatform.nothing";
        long before = entries();
        Session management = api.management();
        assertThat(management
                        .send(management
                                .request("/actuator/loggers/" + logger)
                                .header("X-API-Key", Api.OPERATOR_KEY)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"configuredLevel\":\"WARN\"}")))
                        .status())
                .isEqualTo(204);

        assertThat(entries() - before).isEqualTo(1);
        assertThat(api.operator()
                        .get("/api/v1/audit-events?action=loggers.write&limit=1")
                        .expect(200)
                        .text("/items/0/after/name"))
                .isEqualTo(logger);
    }

    /** Makes what the operation needs, and says how to carry it out. */
    private Runnable prepared(String operation) {
        return switch (operation.replace("/api/v1/", "")) {
            case "organizations POST" -> api::tenant;
            case "organizations/{id} PATCH" -> rename(admin, "/api/v1/organizations/" + tenant.id());
            case "organizations/{id} DELETE" -> delete(api.operator(), "/api/v1/organizations/" + tenant.id());
            case "api-keys POST" -> () -> tenant.newKey(Role.VIEWER);
            case "api-keys/{id} DELETE" -> delete(admin, "/api/v1/api-keys/" + key());
            case "teams POST" -> () -> tenant.team("new");
            case "teams/{id} PATCH" -> rename(manager, team());
            case "teams/{id} DELETE" -> delete(manager, team());
            case "teams/{id}/members/{developer_id} PUT" -> put(member());
            case "teams/{id}/members/{developer_id} DELETE" -> delete(manager, done(member()));
            case "teams/{id}/repositories/{repository_id} PUT" -> put(owned());
            case "teams/{id}/repositories/{repository_id} DELETE" -> delete(manager, done(owned()));
            case "repositories POST" -> () -> tenant.repository("new");
            case "repositories/{id} PATCH" -> rename(manager, repository());
            case "repositories/{id} DELETE" -> delete(manager, repository());
            case "repositories/{id}/imports POST" -> {
                String repository = repository();
                yield () -> startImport(repository);
            }
            case "imports/{id} DELETE" -> delete(manager, "/api/v1/imports/" + waiting(startImport(repository())));
            case "developers POST" -> () -> tenant.developer("New");
            case "developers/{id} PATCH" -> rename(manager, developer());
            case "developers/{id} DELETE" -> delete(manager, developer());
            case "developers/{id}/identities POST" -> {
                String developer = developer();
                yield () -> identity(developer);
            }
            case "developers/{id}/identities/{identity_id} PUT" -> {
                UUID identity = identity(developer());
                String path = developer() + "/identities/" + identity;
                yield () -> manager.put(path).expect(200);
            }
            case "developers/{id}/merge POST" ->
                post(manager, developer() + "/merge", Map.of("developer_id", id(developer())), 200);
            case "developers/{id}/erasure POST" -> post(admin, developer() + "/erasure", "", 200);
            case "developers/{id}/export GET" -> get(developer() + "/export");
            case "audit-events/export GET" -> get("/api/v1/audit-events/export");
            case "integrations POST" -> this::integration;
            case "integrations/{id} PATCH" -> rename(admin, integration());
            case "integrations/{id} DELETE" -> delete(admin, integration());
            case "integrations/{id}/rotation POST" -> post(admin, integration() + "/rotation", Map.of(), 200);
            case "integrations/{id}/deliveries/{delivery_id}/replay POST" ->
                post(manager, failedDelivery(integration()) + "/replay", "", 200);
            default -> throw new AssertionError(operation + " is new: say here how it is carried out");
        };
    }

    private Runnable rename(Session session, String path) {
        return () -> session.patch(path, "*", Map.of("name", "Other")).expect(200);
    }

    private Runnable delete(Session session, String path) {
        return () -> session.delete(path, "*").expect(204);
    }

    private Runnable put(String path) {
        return () -> manager.put(path, Map.of()).expect(204);
    }

    private Runnable post(Session session, String path, Object body, int status) {
        return () -> session.post(path, body).expect(status);
    }

    private Runnable get(String path) {
        return () -> admin.get(path).expect(200);
    }

    private String done(String path) {
        put(path).run();
        return path;
    }

    private String team() {
        return "/api/v1/teams/" + tenant.team("a-team");
    }

    private String member() {
        return team() + "/members/" + id(developer());
    }

    private String owned() {
        return team() + "/repositories/" + id(repository());
    }

    private String repository() {
        return "/api/v1/repositories/" + tenant.repository("a-repository");
    }

    private String developer() {
        return "/api/v1/developers/" + tenant.developer("Ada");
    }

    private UUID identity(String developer) {
        return manager.post(developer + "/identities", Map.of("kind", "email", "value", "ada@example.org"))
                .expect(201)
                .uuid("/id");
    }

    private UUID key() {
        return admin.post("/api/v1/api-keys", Map.of("name", "a key", "role", "viewer"))
                .expect(201)
                .uuid("/id");
    }

    private String integration() {
        return "/api/v1/integrations/"
                + admin.post("/api/v1/integrations", Map.of("provider", "github", "name", "ours"))
                        .expect(201)
                        .uuid("/id");
    }

    private UUID startImport(String repository) {
        return manager.post(repository + "/imports", Map.of("url", "https://nowhere.invalid/x.git"))
                .expect(202)
                .uuid("/id");
    }

    /** Whether a worker has been quicker is not what is tried here. */
    private UUID waiting(UUID job) {
        jdbc.sql("update import_jobs set status = 'running', worker = 'w', heartbeat_at = 'infinity' where id = :id")
                .param("id", job)
                .update();
        return job;
    }

    private String failedDelivery(String integration) {
        jdbc.sql("""
                        insert into webhook_deliveries
                            (integration_id, delivery_id, event, received_at, outcome, payload_digest, payload)
                        values (:integration, 'failed', 'push', now(), 'failed', sha256(:payload), :payload)
                        """)
                .param("integration", id(integration))
                .param("payload", "nonsense".getBytes(StandardCharsets.UTF_8))
                .update();
        return integration + "/deliveries/failed";
    }

    private static UUID id(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private long entries() {
        return jdbc.sql("select count(*) from audit_events where outcome = 'done'")
                .query(Long.class)
                .single();
    }
}
