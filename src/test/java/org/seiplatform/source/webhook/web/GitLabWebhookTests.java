package org.seiplatform.source.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seiplatform.source.webhook.payload.SamplePayload;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class GitLabWebhookTests {

    private static final byte[] PUSH = SamplePayload.gitLab("push").bytes();
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private Tenant tenant;
    private WebhookSender gitLab;
    private StoredFacts facts;

    @BeforeEach
    void makeIntegration() {
        tenant = api.tenant();
        gitLab = WebhookSender.create(
                api, tenant, "gitlab", Map.of("deployment_sources", List.of("deployments", "releases", "workflows")));
        facts = new StoredFacts(jdbc, tenant.id());
    }

    @ParameterizedTest
    @CsvSource({
        "push,commits,da1560886d4f094c3e6c9ef40349f7d38b5d27d7",
        "merge_request,pull_requests,Set the viewport",
        "note,review_comments,1244",
        "deployment,deployments,deployment:15",
        "pipeline,deployments,pipeline:31",
        "release,deployments,release:1",
        "incident,incidents,The shop is down"
    })
    void eachTypeThatWeTakeChangesTheData(String kind, String table, String content) {
        byte[] body = SamplePayload.gitLab(kind).bytes();
        assertThat(facts.count(table)).isZero();

        assertThat(gitLab.gitLab(body).expect(200).text("/result")).isEqualTo("applied");

        assertThat(facts.rows(table)).last().asString().contains(content);
        assertThat(tenant.viewer().get("/api/v1/repositories").text("/items/0/name"))
                .isEqualTo("platform/diaspora");
    }

    @Test
    void aPushDoesNotChangeWhatIsReadOfACommit() {
        gitLab.gitLab(PUSH).expect(200);
        String sha = JSON.readTree(PUSH).at("/commits/0/id").asString();
        String committedAt = JSON.readTree(PUSH).at("/commits/0/timestamp").asString();
        tenant.ingest()
                .post(
                        "/api/v1/events/commits",
                        Map.of(
                                "repository_id",
                                tenant.viewer().get("/api/v1/repositories").text("/items/0/id"),
                                "sha",
                                sha,
                                "parents",
                                List.of("1".repeat(40)),
                                "author",
                                Map.of("email", "ada@example.org"),
                                "authored_at",
                                "2011-12-01T10:00:00Z",
                                "committed_at",
                                committedAt,
                                "message",
                                "m",
                                "updated_at",
                                "2011-12-01T10:00:00Z"))
                .expect(200);

        gitLab.gitLab("again", PUSH).expect(200);

        assertThat(facts.rows("commits"))
                .filteredOn(row -> row.contains(sha))
                .singleElement()
                .asString()
                .contains("\"authored_at\": \"2011-12-01T10:00:00");
    }

    @Test
    void whoApprovesAgainHasReviewedTheFirstTimeAndAResetIsNobodysReview() {
        SamplePayload approved = SamplePayload.gitLab("merge_request")
                .with("/object_attributes/action", "approved")
                .with("/user/id", 6)
                .with("/object_attributes/updated_at", "2026-03-02T10:00:00Z");
        gitLab.gitLab(
                        "3",
                        approved.with("/object_attributes/updated_at", "2026-03-02T14:00:00Z")
                                .bytes())
                .expect(200);
        gitLab.gitLab("1", approved.bytes()).expect(200);
        gitLab.gitLab(
                        "2",
                        approved.with("/object_attributes/action", "unapproved")
                                .with("/object_attributes/updated_at", "2026-03-02T12:00:00Z")
                                .with("/object_attributes/system", true)
                                .with("/user/id", 7)
                                .bytes())
                .expect(200);

        assertThat(facts.rows("reviews"))
                .singleElement()
                .asString()
                .contains("approval:6", "approved", "\"submitted_at\": \"2026-03-02T10:00:00");
    }

    @Test
    void whatSaysNothingIsIgnored() {
        assertThat(gitLab.gitLab(SamplePayload.gitLab("tag_push").bytes())
                        .expect(200)
                        .text("/result"))
                .isEqualTo("ignored");
        assertThat(gitLab.gitLab("{\"event_name\": \"project_create\"}".getBytes())
                        .expect(200)
                        .text("/event"))
                .isEqualTo("project_create");
    }

    @Test
    void aWrongTokenIsRefusedLikeAnUnknownIntegration() {
        Answer wrong = gitLab.with("whsec_other").gitLab(PUSH).expectProblem(401, "unauthorized");
        Answer unknown = gitLab.to("/api/v1/webhooks/gitlab/" + UUID.randomUUID())
                .gitLab(PUSH)
                .expectProblem(401, "unauthorized");

        assertThat(unknown.text("/detail")).isEqualTo(wrong.text("/detail"));
        gitLab.post("application/json", PUSH, Map.of()).expectProblem(401, "unauthorized");
        gitLab.to("/api/v1/webhooks/github/" + gitLab.id()).gitLab(PUSH).expectProblem(401, "unauthorized");
        assertThat(facts.count("commits")).isZero();
    }

    @Test
    void aFormIsRefused() {
        gitLab.post("application/x-www-form-urlencoded", PUSH, Map.of()).expectProblem(415, "unsupported_media_type");
    }

    @Test
    void nobodyListensAtTheAddressOfAnUnknownProvider() {
        gitLab.to("/api/v1/webhooks/bitbucket/" + gitLab.id()).gitLab(PUSH).expectProblem(404, "not_found");
        gitLab.to("/api/v1/webhooks/git/" + gitLab.id()).gitLab(PUSH).expectProblem(404, "not_found");
    }

    @Test
    void aSignatureStandsInForTheToken() {
        assertThat(gitLab.gitLabSigned("w1", clock.instant(), PUSH).expect(200).text("/result"))
                .isEqualTo("applied");
        // The same delivery once more, told by its signed id, as GitLab gives it as idempotency key, too.
        assertThat(gitLab.gitLab("w1", PUSH).expect(200).text("/result")).isEqualTo("duplicate");
        gitLab.gitLabSigned("w2", clock.instant().minus(Duration.ofMinutes(6)), PUSH)
                .expectProblem(401, "unauthorized");
    }

    @Test
    void anIdempotencyKeyTellsDeliveriesApart() {
        assertThat(gitLab.gitLab("k1", PUSH).expect(200).text("/result")).isEqualTo("applied");
        assertThat(gitLab.gitLab("k1", PUSH).expect(200).text("/result")).isEqualTo("duplicate");
        assertThat(gitLab.gitLab("k2", PUSH).expect(200).text("/result")).isEqualTo("applied");
        gitLab.gitLab("k1", SamplePayload.gitLab("note").bytes()).expectProblem(409, "conflict");
    }

    @Test
    void withoutAKeyTheSamePayloadIsTheSameDelivery() {
        Map<String, String> headers = Map.of("X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", secret());

        assertThat(gitLab.post("application/json", PUSH, headers).expect(200).text("/delivery_id"))
                .startsWith("sha256-");
        assertThat(gitLab.post("application/json", PUSH, headers).expect(200).text("/result"))
                .isEqualTo("duplicate");
    }

    @Test
    void aMergeRequestIsFollowedToItsEndWhateverTheOrderOfItsEvents() {
        SamplePayload opened = SamplePayload.gitLab("merge_request");
        SamplePayload labelled = opened.with("/object_attributes/action", "update")
                .with("/object_attributes/updated_at", "2026-03-03 09:00:00 UTC")
                .with("/user", Map.of("id", 6, "name", "The Reviewer", "username", "reviewer"));
        SamplePayload merged = labelled.with("/object_attributes/action", "merge")
                .with("/object_attributes/state", "merged")
                .with("/object_attributes/merge_commit_sha", "a".repeat(40))
                .with("/object_attributes/updated_at", "2026-03-04 10:00:00 UTC");

        List.of(merged, SamplePayload.gitLab("note"), labelled, opened)
                .forEach(payload -> gitLab.gitLab(payload.bytes()).expect(200));

        assertThat(facts.rows("pull_requests"))
                .singleElement()
                .asString()
                .contains("\"state\": \"merged\"")
                .contains("\"merged_at\": \"2026-03-04T10:00:00+00:00\"")
                .contains("\"ready_for_review_at\": \"2026-03-02T17:23:34+00:00\"")
                .contains("author_identity_id gitlab maintainer");
    }

    private String secret() {
        String rotation = "/api/v1/integrations/" + gitLab.id() + "/rotation";
        return tenant.admin().post(rotation, Map.of()).expect(200).text("/secret");
    }
}
