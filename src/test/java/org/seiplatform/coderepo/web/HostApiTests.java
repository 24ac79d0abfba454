package org.seiplatform.coderepo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What providers number and call by login is unique on its host only. */
@ApiTest
class HostApiTests {

    private static final String REPOSITORIES = "/api/v1/repositories";
    private static final String ONE = "gitlab.one.example";
    private static final String TWO = "gitlab.two.example";

    @Autowired
    private Api api;

    private Tenant tenant;
    private Session admin;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
        admin = tenant.admin();
    }

    @ParameterizedTest
    @CsvSource({
        "github,,,                                            github.com",
        "gitlab,,,                                            gitlab.com",
        "git,,,",
        "git,,    file:///srv/git/shop,",
        "gitlab,, https://GitLab.Example.org:443/acme/shop,   gitlab.example.org",
        "gitlab,, ssh://git@gitlab.example.org:2222/a/shop,   gitlab.example.org",
        "gitlab,, git@gitlab.example.org:acme/shop.git,       gitlab.example.org",
        "gitlab,  Bücher.example:8443,,                       xn--bcher-kva.example:8443",
        "gitlab,  one.example, https://two.example/acme/shop, one.example",
    })
    void theHostIsWhatIsSaidElseThatOfTheUrlElseTheProvidersOwn(
            String provider, String host, String url, String expected) {
        Map<String, Object> repository = repository(provider, "1");
        repository.put("host", host);
        repository.put("url", url);

        JsonNode created = admin.post(REPOSITORIES, repository).expect(201).json("/host");

        assertThat(created.isNull() ? null : created.asString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://gitlab.example.org", "a b", "ada@a.example", "a.example/x", "a.example:0"})
    void whatIsNoHostIsRefused(String host) {
        Map<String, Object> repository = repository("gitlab", "1");
        repository.put("host", host);

        admin.post(REPOSITORIES, repository).expectInvalid("/host");
    }

    @Test
    void oneNumberIsADifferentRepositoryOnEachHost() {
        UUID one = create(ONE);
        UUID two = create(TWO);

        assertThat(one).isNotEqualTo(two);
        admin.post(REPOSITORIES, on("GITLAB.one.example:443")).expectProblem(409, "conflict");
        assertThat(ids("?provider_id=5&host=gitlab.ONE.example")).containsExactly(one);
        assertThat(ids("?provider_id=5")).containsExactly(one, two);
    }

    @Test
    void anEventNamesTheHostWhereSeveralHaveTheNumber() {
        UUID one = create(ONE);
        send("1", reference(null)).expect(200);
        create(TWO);

        send("2", reference(null)).expectInvalid("/repository/host");
        send("2", reference("GitLab.One.example")).expect(200);
        send("3", reference("three.example")).expectInvalid("/repository");

        assertThat(admin.get("/api/v1/analytics/deployments?repository_id=" + one
                                + "&start=2026-03-01T00:00:00Z&end=2026-03-03T00:00:00Z")
                        .expect(200)
                        .json("/items"))
                .hasSize(2);
    }

    @Test
    void oneLoginIsADifferentPersonOnEachHost() {
        UUID one = create(ONE);
        UUID two = create(TWO);
        deploy("1", one, "Ada");
        deploy("1", two, "ada");
        deploy("2", two, "ADA");

        assertThat(developers("?login=ada")).hasSize(2);
        assertThat(developers("?login=ada&host=GitLab.two.example"))
                .singleElement()
                .satisfies(developer -> {
                    assertThat(developer.at("/identities/0/kind").asString()).isEqualTo("gitlab");
                    assertThat(developer.at("/identities/0/host").asString()).isEqualTo(TWO);
                    assertThat(developer.at("/identities/0/value").asString()).isEqualTo("ada");
                });
    }

    @Test
    void erasingAPersonLeavesWhoHasTheirLoginOnAnotherHost() {
        UUID one = create(ONE);
        UUID two = create(TWO);
        deploy("1", one, "ada");
        deploy("1", two, "ada");
        String erased =
                developers("?login=ada&host=" + ONE).getFirst().at("/id").asString();

        admin.post("/api/v1/developers/" + erased + "/erasure", "").expect(200);
        deploy("2", one, "ada");
        deploy("2", two, "ada");

        assertThat(developers("?login=ada"))
                .singleElement()
                .satisfies(developer -> assertThat(
                                developer.at("/identities/0/host").asString())
                        .isEqualTo(TWO));
        assertThat(developers("")).hasSize(2);
    }

    @Test
    void anIdentityIsAddedOnItsHost() {
        UUID developer = tenant.developer("Ada");
        String identities = "/api/v1/developers/" + developer + "/identities";

        assertThat(admin.post(identities, Map.of("kind", "gitlab", "value", "ada"))
                        .expect(201)
                        .text("/host"))
                .isEqualTo("gitlab.com");
        assertThat(admin.post(identities, Map.of("kind", "gitlab", "host", "GitLab.one.example", "value", "Ada"))
                        .expect(201)
                        .text("/host"))
                .isEqualTo(ONE);
        assertThat(admin.post(identities, Map.of("kind", "email", "value", "ada@example.org"))
                        .expect(201)
                        .json("/host")
                        .isNull())
                .isTrue();
        admin.post(identities, Map.of("kind", "gitlab", "host", ONE, "value", "ada"))
                .expectProblem(409, "conflict");
        admin.post(identities, Map.of("kind", "email", "host", ONE, "value", "bob@example.org"))
                .expectInvalid("/host");
        admin.post(
                        "/api/v1/developers",
                        Map.of(
                                "name",
                                "Bob",
                                "identities",
                                List.of(Map.of("kind", "email", "host", ONE, "value", "bob@example.org"))))
                .expectInvalid("/identities/0/host");
    }

    @Test
    void aHostThatNobodySaidFollowsFromTheUrlAndPeopleFollowTheirRepository() {
        UUID repository =
                admin.post(REPOSITORIES, repository("gitlab", "5")).expect(201).uuid("/id");
        deploy("1", repository, "ada");

        change(repository, Map.of("url", "https://gitlab.one.example/acme/shop"));
        deploy("2", repository, "ada");

        assertThat(admin.get(REPOSITORIES + "/" + repository).expect(200).text("/host"))
                .isEqualTo(ONE);
        assertThat(developers("?login=ada")).hasSize(1);
        assertThat(developers("?login=ada&host=" + ONE)).hasSize(1);
    }

    @Test
    void aHostThatWasSaidStaysWhateverTheUrlUntilAnotherIsSaid() {
        UUID repository = create(ONE);

        change(repository, Map.of("url", "https://mirror.example/acme/shop"));
        assertThat(admin.get(REPOSITORIES + "/" + repository).expect(200).text("/host"))
                .isEqualTo(ONE);

        change(repository, Map.of("host", TWO));
        assertThat(admin.get(REPOSITORIES + "/" + repository).expect(200).text("/host"))
                .isEqualTo(TWO);
    }

    private void change(UUID repository, Map<String, Object> patch) {
        String path = REPOSITORIES + "/" + repository;
        admin.patch(path, admin.get(path).entityTag(), patch).expect(200);
    }

    private UUID create(String host) {
        return admin.post(REPOSITORIES, on(host)).expect(201).uuid("/id");
    }

    private static Map<String, Object> on(String host) {
        Map<String, Object> repository = repository("gitlab", "5");
        repository.put("host", host);
        return repository;
    }

    private static Map<String, Object> repository(String provider, String providerId) {
        return new HashMap<>(Map.of("name", "shop", "provider", provider, "provider_id", providerId));
    }

    private static Map<String, Object> reference(@Nullable String host) {
        Map<String, Object> reference = new HashMap<>(Map.of("provider", "gitlab", "provider_id", "5"));
        reference.put("host", host);
        return Map.of("repository", reference);
    }

    private void deploy(String externalId, UUID repository, String login) {
        Map<String, Object> event = new HashMap<>(Map.of("repository_id", repository));
        event.put("deployed_by", Map.of("login", login));
        send(externalId, event).expect(200);
    }

    private Answer send(String externalId, Map<String, Object> about) {
        Map<String, Object> event = new HashMap<>(Map.of(
                "external_id", externalId,
                "environment", "production",
                "commit_sha", "a".repeat(40),
                "status", "success",
                "finished_at", "2026-03-02T09:00:00Z"));
        event.putAll(about);
        return admin.post("/api/v1/events/deployments", event);
    }

    private List<UUID> ids(String query) {
        return admin.get(REPOSITORIES + query)
                .expect(200)
                .json("/items")
                .valueStream()
                .map(repository -> UUID.fromString(repository.at("/id").asString()))
                .toList();
    }

    private List<JsonNode> developers(String query) {
        return admin.get("/api/v1/developers" + query)
                .expect(200)
                .json("/items")
                .valueStream()
                .toList();
    }
}
