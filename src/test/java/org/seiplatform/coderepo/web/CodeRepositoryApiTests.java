package org.seiplatform.coderepo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.coderepo.CodeRepositories;
import org.seiplatform.coderepo.CodeRepository;
import org.seiplatform.coderepo.CodeRepositoryContent;
import org.seiplatform.coderepo.DefaultBranchChanged;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@ApiTest
@RecordApplicationEvents
class CodeRepositoryApiTests {

    private static final String REPOSITORIES = "/api/v1/repositories";

    @Autowired
    private Api api;

    @Autowired
    private CodeRepositories repositories;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    private Tenant tenant;
    private Session manager;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
        manager = tenant.manager();
    }

    @Test
    void theDefaultBranchIsMainUnlessSaid() {
        Answer created = manager.post(REPOSITORIES, Map.of("name", "engine", "provider", "gitlab", "provider_id", "42"))
                .expect(201);

        assertThat(created.text("/default_branch")).isEqualTo("main");
        assertThat(created.text("/provider")).isEqualTo("gitlab");
        assertThat(created.json("/url").isNull()).isTrue();
    }

    @Test
    void aProvidersIdIsUniqueWithItsProviderAndOrganization() {
        Map<String, String> repository = Map.of("name", "engine", "provider", "github", "provider_id", "42");
        manager.post(REPOSITORIES, repository).expect(201);

        manager.post(REPOSITORIES, repository).expectProblem(409, "conflict");
        manager.post(REPOSITORIES, Map.of("name", "engine", "provider", "gitlab", "provider_id", "42"))
                .expect(201);
        api.tenant().manager().post(REPOSITORIES, repository).expect(201);
    }

    @Test
    void listsWhatMatchesAllFilters() {
        tenant.repository("payment-service");
        tenant.repository("Payment_100%");
        tenant.repository("search");

        assertThat(names("?name=PAYMENT")).containsExactly("payment-service", "Payment_100%");
        assertThat(names("?name=_")).containsExactly("Payment_100%");
        assertThat(names("?name=%25")).containsExactly("Payment_100%");
        assertThat(names("?provider=github&provider_id=search")).containsExactly("search");
        assertThat(names("?provider=gitlab")).isEmpty();
    }

    @Test
    void whatItIsAtItsProviderCannotChange() {
        String path = REPOSITORIES + "/" + tenant.repository("engine");

        manager.patch(path, "*", Map.of("provider_id", "other")).expectInvalid("/provider_id");
        manager.patch(path, "*", Map.of("name", "Renamed", "url", "https://example.org/x"))
                .expect(200);
        assertThat(manager.patch(path, "*", "{\"url\":null}")
                        .expect(200)
                        .json("/url")
                        .isNull())
                .isTrue();
        assertThat(manager.get(path).text("/name")).isEqualTo("Renamed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/group/engine.git",
                "ssh://git@example.org:2222/engine.git",
                "git@example.org:group/engine.git",
                "git://example.org/engine",
                "file:///srv/git/engine.git"
            })
    void urlsOfEveryKindThatGitKnowsAreKept(String url) {
        UUID id = manager.post(REPOSITORIES, Map.of("name", "x", "provider", "git", "provider_id", url, "url", url))
                .expect(201)
                .uuid("/id");

        assertThat(manager.get(REPOSITORIES + "/" + id).text("/url")).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://token@example.org/x",
                "ssh://git:secret@example.org/x",
                "ftp://example.org/x",
                "example.org",
                "https://exa mple.org/x",
                "https://example.org/x?access_token=secret",
                "https://example.org?access_token=secret",
                "https://example.org/x%3Faccess_token=secret",
                "https://example.org/x#secret",
                "https://example.org\\x",
                "ssh://git@example.org/x?secret",
                "git@example.org:x?secret",
                "file:///srv/git/x?secret",
                "https://"
            })
    void urlsWithPasswordsAndOtherKindsAreRefused(String url) {
        manager.post(REPOSITORIES, Map.of("name", "x", "provider", "git", "provider_id", "1", "url", url))
                .expectInvalid("/url");
    }

    @Test
    void anotherDefaultBranchIsAnnouncedAndTheSameIsNot() {
        UUID id = tenant.repository("engine");
        DefaultBranchChanged announcement = new DefaultBranchChanged(tenant.id(), id);

        repositories.change(tenant.id(), id, 0, new CodeRepositoryContent("renamed", null, null, "main"));
        assertThat(events.stream(DefaultBranchChanged.class)).doesNotContain(announcement);

        repositories.change(tenant.id(), id, 1, new CodeRepositoryContent("renamed", null, null, "trunk"));
        assertThat(events.stream(DefaultBranchChanged.class)).containsOnlyOnce(announcement);
    }

    @Test
    void deletingARepositoryDeletesWhatWasSentAboutIt() {
        UUID id = tenant.repository("engine");
        Map<String, String> commit = Map.of(
                "repository_id",
                id.toString(),
                "sha",
                "a".repeat(40),
                "authored_at",
                "2026-03-01T09:00:00Z",
                "committed_at",
                "2026-03-01T09:00:00Z");
        tenant.ingest().post("/api/v1/events/commits", commit).expect(200);
        assertThat(commitsOf(id)).isOne();

        manager.delete(REPOSITORIES + "/" + id, "*").expect(204);

        manager.get(REPOSITORIES + "/" + id).expectProblem(404, "not_found");
        assertThat(commitsOf(id)).isZero();
    }

    @Test
    void otherFeaturesFindRepositoriesByIdAndByProvider() {
        UUID engine = tenant.repository("engine");
        UUID wheels = tenant.repository("wheels");
        UUID foreign = api.tenant().repository("engine");

        assertThat(repositories.findAll(tenant.id(), List.of(engine, wheels, foreign)))
                .containsOnlyKeys(engine, wheels);
        assertThat(repositories.findReported(tenant.id(), Provider.GITHUB, "github.com", "wheels"))
                .map(CodeRepository::id)
                .hasValue(wheels);
        assertThat(repositories.findReported(tenant.id(), Provider.GITLAB, "gitlab.com", "wheels"))
                .isEmpty();
        assertThat(repositories.find(tenant.id(), foreign)).isEmpty();
    }

    private int commitsOf(UUID repository) {
        return jdbc.sql("select count(*) from commits where repository_id = ?")
                .param(repository)
                .query((row, number) -> row.getInt(1))
                .single();
    }

    private List<String> names(String query) {
        return manager.get(REPOSITORIES + query).expect(200).json("/items").findValuesAsString("name");
    }
}
