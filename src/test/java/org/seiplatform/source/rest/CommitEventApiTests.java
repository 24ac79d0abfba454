package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.source.rest.EventBody.commit;
import static org.seiplatform.source.rest.EventBody.sha;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class CommitEventApiTests {

    private static final String COMMITS = "/api/v1/events/commits";

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
    void whatWasSentBeforeChangesNothing() {
        expect(send(commit(repository, 1)), 1, 1, 0, 0);
        expect(send(commit(repository, 1)), 1, 0, 0, 1);
    }

    @Test
    void statesOfOneCommitInOneRequestAreCountedOneByOne() {
        Answer answer = send(List.of(
                commit(repository, 1),
                commit(repository, 2),
                commit(repository, 1),
                commit(repository, 1).with("message", "Better").with("updated_at", "2026-03-02T00:00:00Z")));
        expect(answer, 4, 2, 1, 1);
        assertThat(stored("subject", 1)).isEqualTo("Better");
    }

    @Test
    void ofTwoStatesTheLaterOneCountsWhicheverArrivesFirst() {
        send(commit(repository, 1).with("message", "New").with("updated_at", "2026-03-03T00:00:00Z"));
        expect(
                send(commit(repository, 1).with("message", "Old").with("updated_at", "2026-03-02T00:00:00Z")),
                1,
                0,
                0,
                1);
        assertThat(stored("subject", 1)).isEqualTo("New");
    }

    @Test
    void withoutAStatedTimeTheLaterArrivalCounts() {
        send(commit(repository, 1).with("message", "Old").without("updated_at"));
        expect(send(commit(repository, 1).with("message", "New").without("updated_at")), 1, 0, 1, 0);
        assertThat(stored("subject", 1)).isEqualTo("New");
    }

    @Test
    void aCorrectedTimeLeavesOneCommit() {
        send(commit(repository, 1));
        send(commit(repository, 1)
                .with("committed_at", "2020-01-01T00:00:00Z")
                .with("updated_at", "2026-03-02T00:00:00Z"));
        assertThat(jdbc.sql(
                                "select cast(committed_at at time zone 'UTC' as text) from commits where repository_id = :r")
                        .param("r", repository)
                        .query(String.class)
                        .list())
                .containsExactly("2020-01-01 00:00:00");
    }

    @Test
    void sourcesThatKnowDifferentPartsAddUp() {
        send(commit(repository, 1).with("parents", List.of(sha(2), sha(3))).with("updated_at", "2026-03-02T00:00:00Z"));
        expect(
                send(commit(repository, 1).with("lines_added", 7).with("updated_at", "2026-03-01T00:00:00Z")),
                1,
                0,
                1,
                0);
        send(commit(repository, 1).with("branch", "topic").with("updated_at", "2026-03-04T00:00:00Z"));
        assertThat(stored("concat_ws(' ', cast(parents as text), merge, lines_added, branch)", 1))
                .isEqualTo("{%s,%s} t 7 topic".formatted(sha(2), sha(3)));
    }

    @Test
    void theDefaultBranchIsNotTakenBack() {
        send(commit(repository, 1).with("branch", "main"));
        expect(
                send(commit(repository, 1).with("branch", "topic").with("updated_at", "2026-03-02T00:00:00Z")),
                1,
                0,
                0,
                1);
        assertThat(stored("branch", 1)).isEqualTo("main");
    }

    @Test
    void anUpperCaseShaIsTheSameCommit() {
        String sha = "ABCDEF0123456789abcdef0123456789abcdef01";
        send(commit(repository, 1).with("sha", sha));
        expect(send(commit(repository, 1).with("sha", sha.toLowerCase(Locale.ROOT))), 1, 0, 0, 1);
    }

    @Test
    void aRepositoryCanBeNamedByItsProvidersId() {
        expect(
                send(commit(repository, 1)
                        .without("repository_id")
                        .with("repository", Map.of("provider", "github", "provider_id", "service"))),
                1,
                1,
                0,
                0);
    }

    @Test
    void theSubjectAndTheRevertedCommitsAreKeptOfAMessage() {
        send(commit(repository, 1)
                .with("message", "\n  Revert \"It; drop table commits;--\"\n\nThis reverts commit " + sha(7) + ".\n"));
        assertThat(stored("subject", 1)).isEqualTo("Revert \"It; drop table commits;--\"");
        assertThat(stored("reverts[1]", 1)).isEqualTo(sha(7));
    }

    @Test
    void anOperatorNamesTheOrganization() {
        tenant.as(Role.OPERATOR).post(COMMITS, commit(repository, 1)).expectInvalid("?organization_id");
        Answer answer =
                tenant.as(Role.OPERATOR).post(COMMITS + "?organization_id=" + tenant.id(), commit(repository, 1));
        expect(answer, 1, 1, 0, 0);
    }

    private Answer send(Object body) {
        return tenant.ingest().post(COMMITS, body);
    }

    static void expect(Answer answer, long received, long created, long updated, long unchanged) {
        assertThat(answer.expect(200).json())
                .as(answer.toString())
                .isEqualTo(answer.mapper().readTree("""
                                {"received": %d, "created": %d, "updated": %d, "unchanged": %d, "rejected": 0, "errors": []}
                                """.formatted(received, created, updated, unchanged)));
    }

    private String stored(String expression, long number) {
        return jdbc.sql("select " + expression + " from commits where repository_id = :repository and sha = :sha")
                .param("repository", repository)
                .param("sha", sha(number))
                .query(String.class)
                .single();
    }
}
