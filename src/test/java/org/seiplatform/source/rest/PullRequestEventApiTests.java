package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.source.rest.CommitEventApiTests.expect;
import static org.seiplatform.source.rest.EventBody.person;
import static org.seiplatform.source.rest.EventBody.pullRequest;
import static org.seiplatform.source.rest.EventBody.sha;

import java.util.HashMap;
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
class PullRequestEventApiTests {

    private static final Map<String, Object> REVIEW = Map.of(
            "external_id", "7",
            "reviewer", person("Grace", "grace@example.org", "grace"),
            "state", "approved",
            "submitted_at", "2026-03-02T12:00:00Z");

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
    void aReviewWithoutStateCostsItsPullRequestAlone() {
        Map<String, Object> review = Map.of("external_id", "1", "submitted_at", "2026-03-02T10:00:00Z");
        EventBody bad = pullRequest(repository, 1).with("reviews", List.of(review));

        send(bad).expectInvalid("/reviews/0/state");
        Answer answer = tenant.ingest()
                .post(
                        "/api/v1/events/pull-requests?on_error=continue",
                        List.of(pullRequest(repository, 2), bad, pullRequest(repository, 3)))
                .expect(200);
        assertThat(answer.json("/created").asInt()).isEqualTo(2);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/1/reviews/0/state");
    }

    @Test
    void aReviewThatArrivesLateIsAddedToWhatIsKnownSince() {
        send(merged().with("updated_at", "2026-03-03T09:00:00Z"));
        expect(send(pullRequest(repository, 1).with("reviews", List.of(REVIEW))), 1, 0, 1, 0);
        assertThat(stored("state")).isEqualTo("merged");
        assertThat(query("select state from reviews where repository_id = :repository and external_id = '7'"))
                .isEqualTo("approved");
        expect(send(pullRequest(repository, 1).with("reviews", List.of(REVIEW))), 1, 0, 0, 1);
    }

    @Test
    void aReviewIsCorrectedByALaterState() {
        send(pullRequest(repository, 1).with("reviews", List.of(REVIEW)));
        Map<String, Object> dismissed = new HashMap<>(REVIEW);
        dismissed.put("state", "dismissed");
        expect(
                send(pullRequest(repository, 1)
                        .with("reviews", List.of(dismissed))
                        .with("updated_at", "2026-03-04T09:00:00Z")),
                1,
                0,
                1,
                0);
        expect(send(pullRequest(repository, 1).with("reviews", List.of(REVIEW))), 1, 0, 0, 1);
        assertThat(query("select state from reviews where repository_id = :repository"))
                .isEqualTo("dismissed");
    }

    @Test
    void commentsAreKeptOnce() {
        Map<String, Object> comment = Map.of("external_id", "c1", "submitted_at", "2026-03-02T12:00:00Z");
        send(pullRequest(repository, 1).with("comments", List.of(comment, comment)));
        assertThat(query("select count(*) from review_comments where repository_id = :repository"))
                .isEqualTo("1");
    }

    @Test
    void inTheSameSecondTheStateThatIsFurtherOnCounts() {
        send(merged());
        expect(send(pullRequest(repository, 1)), 1, 0, 0, 1);
        assertThat(stored("state")).isEqualTo("merged");
    }

    @Test
    void commitsAndSizeStayWhereALaterStateDoesNotKnowThem() {
        send(pullRequest(repository, 1)
                .with(
                        "commits",
                        List.of(
                                Map.of("sha", sha(2), "authored_at", "2026-02-03T00:00:00Z"),
                                Map.of("sha", sha(3), "authored_at", "2026-02-01T00:00:00Z")))
                .with("lines_added", 5));
        send(merged().with("updated_at", "2026-03-05T09:00:00Z"));
        assertThat(
                        stored(
                                "concat_ws(' ', state, commit_count, lines_added, cast(first_commit_authored_at at time zone 'UTC' as date))"))
                .isEqualTo("merged 2 5 2026-02-01");
    }

    @Test
    void authorAndReadinessStayWhereALaterStateDoesNotTellThem() {
        send(pullRequest(repository, 1)
                .with("author", person("Grace", "grace@example.org", "grace"))
                .with("ready_for_review_at", "2026-03-02T11:00:00Z"));
        send(merged().without("author").with("updated_at", "2026-03-05T09:00:00Z"));
        assertThat(stored("concat_ws(' ', state, cast(ready_for_review_at at time zone 'UTC' as time))"))
                .isEqualTo("merged 11:00:00");
        assertThat(query("select i.value from pull_requests p join identities i on i.id = p.author_identity_id "
                        + "where p.repository_id = :repository"))
                .isEqualTo("grace");
    }

    @Test
    void labelsMayHoldAnything() {
        List<String> labels = List.of("a,b", "{c}", "\"d\\", "null", "");
        send(pullRequest(repository, 1).with("labels", labels));
        assertThat(stored("labels[1] || '|' || labels[2] || '|' || labels[3] || '|' || labels[4] || '|' || labels[5]"))
                .isEqualTo("|\"d\\|a,b|null|{c}");
        expect(send(pullRequest(repository, 1).with("labels", labels)), 1, 0, 0, 1);
    }

    @Test
    void timesMustFitTheState() {
        send(pullRequest(repository, 1).with("state", "merged")).expectInvalid("/merged_at");
        send(pullRequest(repository, 1).with("merged_at", "2026-03-02T10:00:00Z"))
                .expectInvalid("/merged_at");
        send(pullRequest(repository, 1).with("state", "closed")).expectInvalid("/closed_at");
        send(pullRequest(repository, 1).with("closed_at", "2026-03-02T10:00:00Z"))
                .expectInvalid("/closed_at");
    }

    private EventBody merged() {
        return pullRequest(repository, 1)
                .with("state", "merged")
                .with("merged_at", "2026-03-02T15:00:00Z")
                .with("merge_commit_sha", sha(9));
    }

    private Answer send(Object body) {
        return tenant.ingest().post("/api/v1/events/pull-requests", body);
    }

    private String stored(String expression) {
        return query("select " + expression + " from pull_requests where repository_id = :repository");
    }

    private String query(String sql) {
        return jdbc.sql(sql).param("repository", repository).query(String.class).single();
    }
}
