package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.source.rest.EventBody.commit;
import static org.seiplatform.source.rest.EventBody.person;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The people in events become developers. */
@ApiTest
class EventPeopleApiTests {

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
    void anUnknownAuthorBecomesADeveloper() {
        send(1, "2026-03-01T09:00:00Z", Map.of("name", "Ada Lovelace", "email", "Ada@Example.org"));
        assertThat(names()).containsExactly("Ada Lovelace");
        assertThat(developers().getFirst().at("/identities/0/value").asString()).isEqualTo("ada@example.org");
    }

    @Test
    void whatASenderCallsABotIsOneForGood() {
        send(1, "2026-03-01T09:00:00Z", Map.of("login", "scanner", "bot", true));
        send(2, "2026-03-02T09:00:00Z", Map.of("login", "scanner", "bot", false));
        assertThat(developers().getFirst().at("/identities/0/bot_by_provider").booleanValue())
                .isTrue();
        send(3, "2026-03-03T09:00:00Z", Map.of("login", "ada"));
        assertThat(developers().getLast().at("/identities/0/bot_by_provider").booleanValue())
                .isFalse();
        send(4, "2026-03-01T09:00:00Z", Map.of("login", "ada", "bot", true));
        assertThat(developers().getLast().at("/identities/0/bot_by_provider").booleanValue())
                .isTrue();
    }

    @Test
    void aNameAloneTellsNobody() {
        send(1, "2026-03-01T09:00:00Z", Map.of("name", "root"));
        assertThat(developers()).isEmpty();
    }

    @Test
    void twoDevelopersWhoTurnOutToBeOneAreCountedOnce() {
        send(1, "2026-03-01T09:00:00Z", Map.of("name", "Ada", "email", "ada@example.org"));
        send(2, "2026-03-02T09:00:00Z", Map.of("login", "ada"));
        assertThat(developers()).hasSize(2);
        send(3, "2026-03-03T09:00:00Z", person("Ada L.", "ada@example.org", "ada"));
        assertThat(names()).containsExactly("Ada L.");
        assertThat(jdbc.sql("""
                                select count(distinct i.developer_id) from commits c
                                join identities i on i.id = c.author_identity_id
                                where c.repository_id = :repository
                                """)
                        .param("repository", repository)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void membershipsPassToWhomATeamMemberTurnsOutToBe() {
        send(1, "2026-03-01T09:00:00Z", Map.of("name", "Ada", "email", "ada@example.org"));
        send(2, "2026-03-02T09:00:00Z", Map.of("name", "Ada", "login", "ada"));
        UUID team = tenant.team("core");
        UUID younger = UUID.fromString(developers().getLast().at("/id").asString());
        tenant.manager()
                .put("/api/v1/teams/" + team + "/members/" + younger, Map.of("role", "lead"))
                .expect(204);
        send(3, "2026-03-03T09:00:00Z", person("Ada", "ada@example.org", "ada"));
        assertThat(jdbc.sql("""
                                select d.name || ' ' || m.role from team_members m join developers d on d.id = m.developer_id
                                where m.team_id = :team
                                """).param("team", team).query(String.class).single())
                .isEqualTo("Ada lead");
    }

    @Test
    void theNameIsThatOfTheLatestAct() {
        send(1, "2026-03-02T09:00:00Z", Map.of("name", "Ada King", "email", "ada@example.org"));
        send(2, "2026-03-01T09:00:00Z", Map.of("name", "Ada Byron", "email", "ada@example.org"));
        assertThat(names()).containsExactly("Ada King");
    }

    @Test
    void aNameThatAPersonHasSetStays() {
        send(1, "2026-03-01T09:00:00Z", Map.of("name", "ada@laptop", "email", "ada@example.org"));
        String id = developers().getFirst().at("/id").asString();
        Answer read = tenant.manager().get("/api/v1/developers/" + id);
        tenant.manager()
                .patch("/api/v1/developers/" + id, read.entityTag(), Map.of("name", "Ada Lovelace"))
                .expect(200);
        send(2, "2026-03-05T09:00:00Z", Map.of("name", "ada@desktop", "email", "ada@example.org"));
        assertThat(names()).containsExactly("Ada Lovelace");
    }

    @Test
    void anIdentityThatAPersonHasAssignedStays() {
        UUID pair = tenant.developer("The pair");
        tenant.manager()
                .post(
                        "/api/v1/developers/" + pair + "/identities",
                        Map.of("kind", "email", "value", "pair@example.org"))
                .expect(201);
        send(1, "2026-03-01T09:00:00Z", Map.of("name", "Ada", "login", "ada"));
        send(2, "2026-03-02T09:00:00Z", person("Ada", "pair@example.org", "ada"));
        assertThat(jdbc.sql("""
                                select d.name from identities i join developers d on d.id = i.developer_id
                                where i.organization_id = :organization order by i.kind
                                """)
                        .param("organization", tenant.id())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("The pair", "The pair");
    }

    @Test
    void loginsOfBotsAreMarked() {
        send(1, "2026-03-01T09:00:00Z", Map.of("login", "renovate[bot]", "email", "bot-mail@example.org"));
        assertThat(jdbc.sql(
                                "select kind || ' ' || matches_bot from identities where organization_id = :o order by kind")
                        .param("o", tenant.id())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("email false", "github true");
    }

    @Test
    void onlyWhatChangesSomethingIsANewVersionOfTheData() {
        send(1, "2026-03-01T09:00:00Z", Map.of("name", "Ada", "email", "ada@example.org"));
        long before = dataVersion();
        send(1, "2026-03-01T09:00:00Z", Map.of("name", "Ada", "email", "ada@example.org"));
        assertThat(dataVersion()).isEqualTo(before);
        send(2, "2026-03-01T09:00:00Z", Map.of("name", "Ada", "email", "ada@example.org"));
        assertThat(dataVersion()).isGreaterThan(before);
    }

    private long dataVersion() {
        return jdbc.sql("select version from organization_data_versions where organization_id = :o")
                .param("o", tenant.id())
                .query(Long.class)
                .single();
    }

    private void send(long number, String authoredAt, Map<String, ?> author) {
        tenant.ingest()
                .post(
                        "/api/v1/events/commits",
                        commit(repository, number)
                                .with("authored_at", authoredAt)
                                .with("author", author))
                .expect(200);
    }

    private List<JsonNode> developers() {
        JsonNode items = tenant.viewer().get("/api/v1/developers").expect(200).json("/items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private List<String> names() {
        return developers().stream()
                .map(developer -> developer.at("/name").asString())
                .toList();
    }
}
