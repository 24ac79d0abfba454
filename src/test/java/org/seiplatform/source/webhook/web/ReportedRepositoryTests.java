package org.seiplatform.source.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What payloads say of their repository: on which host it is, what it is called, where it is, and which branch is the default. */
@ApiTest
class ReportedRepositoryTests {

    private static final String REPOSITORIES = "/api/v1/repositories";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private WebhookCase webhooks;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
        webhooks = new WebhookCase(api, tenant);
    }

    @Test
    void oneNumberOnTwoHostsIsTwoRepositoriesWithADeploymentEach() {
        webhooks.replay("two-instances.json");

        assertThat(repositories())
                .hasSize(2)
                .allSatisfy(repository ->
                        assertThat(deployments(repository.at("/id").asString())).isOne());
        assertThat(repositories().stream()
                        .map(repository -> repository.at("/host").asString()))
                .containsExactly("gitlab.one.example", "gitlab.two.example");
        assertThat(tenant.viewer().get("/api/v1/developers?login=a").expect(200).json("/items"))
                .hasSize(2);
    }

    @Test
    void oneNumberOfAnIssueOnTwoHostsIsTwoIncidents() {
        for (String host : List.of("gitlab.one.example", "gitlab.two.example")) {
            send(
                    "gitlab incident",
                    Map.of(
                            "object_kind", "incident",
                            "project", project(host, "main"),
                            "object_attributes",
                                    Map.of(
                                            "id", 301,
                                            "type", "Incident",
                                            "title", "down",
                                            "state", "opened",
                                            "created_at", "2026-11-10T10:00:00Z",
                                            "updated_at", "2026-11-10T10:00:00Z")));
        }

        assertThat(tenant.viewer()
                        .get(
                                "/api/v1/analytics/incidents?basis=opened&start=2026-11-01T00:00:00Z&end=2026-11-28T00:00:00Z")
                        .expect(200)
                        .json("/items")
                        .valueStream()
                        .map(incident -> incident.at("/external_id").asString()))
                .containsExactlyInAnyOrder(
                        "gitlab:gitlab.one.example:issue:301", "gitlab:gitlab.two.example:issue:301");
    }

    @Test
    void aRepositoryMadeByHandWithoutAHostIsFoundAndItsPeopleFollowToTheHost() {
        UUID repository = tenant.manager()
                .post(REPOSITORIES, Map.of("name", "shop", "provider", "gitlab", "provider_id", "5"))
                .expect(201)
                .uuid("/id");
        tenant.ingest()
                .post(
                        "/api/v1/events/deployments",
                        Map.of(
                                "repository_id", repository,
                                "external_id", "1",
                                "environment", "production",
                                "commit_sha", "a".repeat(40),
                                "status", "success",
                                "finished_at", "2026-11-09T09:00:00Z",
                                "deployed_by", Map.of("login", "a")))
                .expect(200);

        webhooks.send(WebhookCase.deliveries("two-instances.json").getFirst());

        assertThat(repositories()).singleElement().satisfies(found -> {
            assertThat(found.at("/id").asString()).isEqualTo(repository.toString());
            assertThat(found.at("/host").asString()).isEqualTo("gitlab.one.example");
            assertThat(found.at("/name").asString()).isEqualTo("shop");
        });
        assertThat(tenant.viewer().get("/api/v1/developers?login=a").expect(200).json("/items"))
                .hasSize(1);
        assertThat(deployments(repository.toString())).isEqualTo(2);
    }

    @Test
    void aHostThatAPayloadHasConfirmedIsKept() {
        tenant.manager()
                .post(REPOSITORIES, Map.of("name", "shop", "provider", "github", "provider_id", "1"))
                .expect(201);
        Map<String, Object> elsewhere = repository("o/r", "main", "2026-11-10T07:00:00Z");
        elsewhere.put("html_url", "https://ghe.example/o/r");

        send("ping", Map.of("repository", repository("o/r", "main", "2026-11-10T07:00:00Z")));
        send("ping", Map.of("repository", elsewhere));

        assertThat(repositories().stream()
                        .map(repository -> repository.at("/host").asString()))
                .containsExactly("github.com", "ghe.example");
    }

    @Test
    void aRepositoryMadeByHandOnAHostIsNotThatOfAnother() {
        tenant.manager()
                .post(REPOSITORIES, Map.of("name", "x", "provider", "gitlab", "provider_id", "5", "host", "gitlab.com"))
                .expect(201);

        webhooks.replay("two-instances.json");

        assertThat(repositories()).hasSize(3);
    }

    @Test
    void theCommitsOfARenamedDefaultBranchAreTheDefaultBranchs() {
        webhooks.replay("default-branch-renamed.json");

        assertThat(leadTime()).hasValue("10800 of 12");
    }

    @Test
    void aRenamedDefaultBranchGivesTheSameInAnyOrder() {
        WebhookCase.deliveries("default-branch-renamed.json").reversed().forEach(webhooks::send);

        await().untilAsserted(() -> assertThat(leadTime()).hasValue("10800 of 12"));
        assertThat(repository().at("/default_branch").asString()).isEqualTo("main");
    }

    @Test
    void theCommitsOfABranchThatNobodyNamedStayTheDefaultBranchsWhenAPersonRenamesIt() {
        UUID repository = tenant.manager()
                .post(
                        REPOSITORIES,
                        Map.of("name", "shop", "provider", "github", "provider_id", "1", "host", "github.com"))
                .expect(201)
                .uuid("/id");
        deliver(null, "2026-11-10", "main", '1');
        push(null, "2026-11-11", "main", 'e');
        deliver(null, "2026-11-11", "main", '2');
        assertThat(leadTime()).hasValue("14400 of 2");

        String path = REPOSITORIES + "/" + repository;
        tenant.manager()
                .patch(path, tenant.manager().get(path).entityTag(), Map.of("default_branch", "trunk"))
                .expect(200);
        // The derivation goes by these, and only a while later.
        assertThat(jdbc.sql("select branch from default_branches where repository_id = :id")
                        .param("id", repository)
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactlyInAnyOrder("main", "trunk");
        push(null, "2026-11-12", "trunk", 'f');
        deliver(null, "2026-11-12", "trunk", '3');

        await().untilAsserted(() -> assertThat(leadTime()).hasValue("14400 of 4"));
    }

    @Test
    void theEventOfARenameTellsTheFormerDefaultBranch() {
        deliver(null, "2026-11-10", "trunk", '1');
        push(null, "2026-11-11", "trunk", 'e');
        deliver(null, "2026-11-11", "trunk", '2');
        assertThat(leadTime()).hasValue("14400 of 1");

        send(
                "repository",
                Map.of(
                        "action", "edited",
                        "changes", Map.of("default_branch", Map.of("from", "trunk")),
                        "repository", repository("o/r", "stable", "2026-11-12T07:00:00Z")));

        await().untilAsserted(() -> assertThat(leadTime()).hasValue("14400 of 2"));
        assertThat(repository().at("/default_branch").asString()).isEqualTo("stable");
    }

    @Test
    void aDefaultBranchThatTheFirstPayloadLacksIsLearntFromLaterOnes() {
        deliver(null, "2026-11-10", "trunk", '1');
        push(null, "2026-11-11", "trunk", 'e');
        deliver(null, "2026-11-11", "trunk", '2');
        assertThat(repository().at("/default_branch").asString()).isEqualTo("main");

        send("ping", Map.of("repository", repository("o/r", "trunk", "2026-11-12T07:00:00Z")));

        await().untilAsserted(() -> assertThat(leadTime()).hasValue("14400 of 2"));
    }

    @Test
    void whatIsMergedToTheDefaultBranchAfterwardsIsNoLongerOnTheFormerOne() {
        deliver("develop", "2026-11-10", "develop", '1');
        deliver("develop", "2026-11-11", "develop", '2');
        deliver("main", "2026-11-12", "main", '3');
        push("main", "2026-11-13", "develop", 'd');
        deliver("main", "2026-11-13", "main", '4');

        assertThat(leadTime()).hasValue("14400 of 3");
    }

    @Test
    void nameAndUrlFollowTheLatestWordWheneverItComes() {
        send("ping", Map.of("repository", repository("o/old", "main", "2026-11-10T07:00:00Z")));
        send(
                "repository",
                Map.of("action", "renamed", "repository", repository("o/new", "main", "2026-11-12T07:00:00Z")));
        send("ping", Map.of("repository", repository("o/older", "master", "2026-11-09T07:00:00Z")));

        JsonNode repository = repository();
        assertThat(repository.at("/name").asString()).isEqualTo("o/new");
        assertThat(repository.at("/url").asString()).isEqualTo("https://github.com/o/new");
        assertThat(repository.at("/default_branch").asString()).isEqualTo("main");
    }

    @Test
    void aPayloadFromTheFutureHasNotTheLastWordForEver() {
        Instant soon = Instant.now().plusSeconds(3600);
        send("ping", Map.of("repository", repository("o/odd", "odd", "2099-01-01T00:00:00Z")));

        send("ping", Map.of("repository", repository("o/new", "main", soon.toString())));

        assertThat(repository().at("/name").asString()).isEqualTo("o/new");
    }

    @Test
    void whatAPersonSetsStandsUntilAPayloadSaysTheSame() {
        send("ping", Map.of("repository", repository("o/r", "main", "2026-11-10T07:00:00Z")));
        JsonNode made = repository();
        String path = REPOSITORIES + "/" + made.at("/id").asString();
        tenant.manager()
                .patch(
                        path,
                        tenant.manager().get(path).entityTag(),
                        Map.of("default_branch", "develop", "name", "Shop"))
                .expect(200);

        send(
                "ping",
                Map.of("repository", repository("o/r2", "stable", Instant.now().toString())));

        assertThat(repository().at("/default_branch").asString()).isEqualTo("develop");
        assertThat(repository().at("/name").asString()).isEqualTo("Shop");
        assertThat(repository().at("/url").asString()).isEqualTo("https://github.com/o/r2");
    }

    @Test
    void whatARepositoryWasCreatedWithGivesWayOnceItsProviderHasSaidTheSame() {
        tenant.manager()
                .post(
                        REPOSITORIES,
                        Map.of("name", "Shop", "provider", "github", "provider_id", "1", "default_branch", "master"))
                .expect(201);

        webhooks.replay("default-branch-renamed.json");

        assertThat(repository().at("/name").asString()).isEqualTo("Shop");
        assertThat(repository().at("/default_branch").asString()).isEqualTo("main");
        assertThat(leadTime()).hasValue("10800 of 12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/o/r?access_token=secret",
                "https://github.com/o/r#secret",
                "https://ada:secret@github.com/o/r"
            })
    void nothingSecretOfAUrlIsKept(String url) {
        Map<String, Object> repository = repository("o/r", "main", "2026-11-10T07:00:00Z");
        repository.put("html_url", url);

        send("ping", Map.of("repository", repository));

        assertThat(repository().at("/url").asString()).isEqualTo("https://github.com/o/r");
        assertThat(repository().at("/host").asString()).isEqualTo("github.com");
    }

    @Test
    void whatIsSaidOfARepositoryNamesNobodyWhoWasErased() {
        Map<String, Object> push = Map.of(
                "ref", "refs/heads/ada-by/work",
                "repository", repository("ada-by/shop", "ada-by/work", "2026-11-10T07:00:00Z"),
                "commits",
                        List.of(Map.of(
                                "id",
                                "1".repeat(40),
                                "message",
                                "m",
                                "timestamp",
                                "2026-11-10T08:00:00Z",
                                "author",
                                Map.of("name", "Ada", "email", "ada@example.org", "username", "ada-by"))));
        send("push", push);
        String ada = tenant.viewer()
                .get("/api/v1/developers?login=ada-by")
                .expect(200)
                .text("/items/0/id");

        tenant.admin().post("/api/v1/developers/" + ada + "/erasure", "").expect(200);
        send("push", push);

        assertThat(repository().toString()).doesNotContain("ada-by");
        assertThat(jdbc.sql("""
                                select value from repository_statements s
                                join repositories r on r.id = s.repository_id
                                where r.organization_id = :organization
                                """)
                        .param("organization", tenant.id())
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(value -> value.contains("ada-by"));
    }

    /** A push of one commit at 8 o'clock, and its deployment at 12. */
    private void deliver(@Nullable String defaultBranch, String day, String branch, char sha) {
        push(defaultBranch, day, branch, sha);
        send(
                "deployment_status",
                Map.of(
                        "repository", repository("o/r", defaultBranch, null),
                        "deployment",
                                Map.of(
                                        "id",
                                        (int) sha,
                                        "sha",
                                        String.valueOf(sha).repeat(40),
                                        "ref",
                                        branch,
                                        "environment",
                                        "production",
                                        "created_at",
                                        day + "T12:00:00Z"),
                        "deployment_status", Map.of("state", "success", "created_at", day + "T12:00:00Z")));
    }

    private void push(@Nullable String defaultBranch, String day, String branch, char sha) {
        Map<String, Object> commit =
                Map.of("id", String.valueOf(sha).repeat(40), "message", "m", "timestamp", day + "T08:00:00Z");
        send(
                "push",
                Map.of(
                        "ref", "refs/heads/" + branch,
                        "repository", repository("o/r", defaultBranch, null),
                        "commits", List.of(commit)));
    }

    private static Map<String, Object> repository(
            String name, @Nullable String defaultBranch, @Nullable String updatedAt) {
        Map<String, Object> repository =
                new HashMap<>(Map.of("id", 1, "full_name", name, "html_url", "https://github.com/" + name));
        repository.put("default_branch", defaultBranch);
        repository.put("updated_at", updatedAt);
        return repository;
    }

    private static Map<String, Object> project(String host, @Nullable String defaultBranch) {
        return Map.of(
                "id",
                5,
                "path_with_namespace",
                "g/shop",
                "web_url",
                "https://" + host + "/g/shop",
                "default_branch",
                defaultBranch);
    }

    private void send(String event, Map<String, Object> payload) {
        webhooks.send(new WebhookCase.Sent(event, JSON.valueToTree(payload)));
    }

    private List<JsonNode> repositories() {
        return tenant.viewer()
                .get(REPOSITORIES)
                .expect(200)
                .json("/items")
                .valueStream()
                .toList();
    }

    private JsonNode repository() {
        return repositories().getFirst();
    }

    private int deployments(String repository) {
        return tenant.viewer()
                .get("/api/v1/analytics/deployments?repository_id=" + repository
                        + "&start=2026-11-01T00:00:00Z&end=2026-11-28T00:00:00Z")
                .expect(200)
                .json("/items")
                .size();
    }

    /** The median in seconds, and of how many commits. */
    private Optional<String> leadTime() {
        JsonNode leadTime = tenant.viewer()
                .get("/api/v1/analytics/dora?start=2026-11-01T00:00:00Z&end=2026-11-28T00:00:00Z")
                .expect(200)
                .json("/change_lead_time");
        return Optional.of(leadTime.at("/value").asString("null").replaceAll("\\.0$", "") + " of "
                + leadTime.at("/sample_size").asInt());
    }
}
