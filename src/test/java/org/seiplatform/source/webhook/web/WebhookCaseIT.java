package org.seiplatform.source.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.source.webhook.payload.SamplePayload;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Payloads that other tools are known to have got wrong. */
@ApiTest
class WebhookCaseIT {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry meters;

    private Tenant tenant;
    private WebhookCase webhooks;
    private StoredFacts facts;

    @BeforeEach
    void makeIntegrations() {
        tenant = api.tenant();
        webhooks = new WebhookCase(api, tenant);
        facts = new StoredFacts(jdbc, tenant.id());
    }

    @Test
    void onlyTheRunOnTheBranchIsADeployment() {
        webhooks.replay("merge-group.json");

        assertThat(facts.rows("deployments")).singleElement().asString().contains("workflow_run:2:1");
    }

    @Test
    void whomGitHubCallsABotReviewsNothingWhateverComesFirst() {
        List<WebhookCase.Sent> deliveries = WebhookCase.deliveries("bots.json");
        List<WebhookCase.Sent> reversed = deliveries.reversed();

        for (List<WebhookCase.Sent> order : List.of(deliveries, reversed)) {
            Tenant one = api.tenant();
            WebhookCase sent = new WebhookCase(api, one);
            order.forEach(sent::send);

            assertThat(pickup(one)).isNull();
            assertThat(mergedWithoutReview(one)).isEqualTo(1);
        }
    }

    /** It is nobody's comment there that GitHub speaks of, and whoever wrote the comment is called nothing. */
    @Test
    void whatIsSaidOfABotOnceHoldsWhereverItIsSaid() {
        List<WebhookCase.Sent> deliveries = WebhookCase.deliveries("bot-elsewhere.json");

        for (List<WebhookCase.Sent> order : List.of(deliveries, deliveries.reversed())) {
            Tenant one = api.tenant();
            WebhookCase sent = new WebhookCase(api, one);
            order.forEach(sent::send);

            assertThat(pickup(one)).isNull();
            assertThat(mergedWithoutReview(one)).isEqualTo(1);
            JsonNode identity =
                    one.viewer().get("/api/v1/developers?login=Copilot").json("/items/0/identities/0");
            assertThat(identity.at("/bot_by_provider").booleanValue()).isTrue();
        }
    }

    @Test
    void aServiceAccountOfGitLabIsABotWhereThePayloadSaysSo() {
        webhooks.sender("gitlab")
                .gitLab(SamplePayload.gitLab("note").with("/user/bot", true).bytes())
                .expect(200);

        assertThat(tenant.viewer()
                        .get("/api/v1/developers?login=reviewer")
                        .json("/items/0/identities/0/bot_by_provider")
                        .booleanValue())
                .isTrue();
    }

    private JsonNode report(Tenant one, String pointer) {
        UUID repository =
                one.viewer().get("/api/v1/repositories?provider=github").uuid("/items/0/id");
        return one.viewer()
                .get("/api/v1/analytics/repository/" + repository
                        + "?start=2026-11-19T00:00:00Z&end=2026-11-27T00:00:00Z")
                .expect(200)
                .json(pointer);
    }

    private @Nullable Double pickup(Tenant one) {
        JsonNode pickup = report(one, "/cycle_time/pickup/value");
        return pickup.isNull() ? null : pickup.doubleValue();
    }

    private double mergedWithoutReview(Tenant one) {
        return report(one, "/reviews/merged_without_review/value").doubleValue();
    }

    @Test
    void anOddDateCostsNoCommitOfItsPush() {
        webhooks.replay("push-time.json");

        assertThat(facts.rows("commits"))
                .hasSize(6)
                .noneSatisfy(row -> assertThat(row).contains("\"updated_at\": \"2116"))
                .anySatisfy(row -> assertThat(row)
                        .contains("\"sha\": \"" + "d".repeat(40), "\"authored_at\": \"2116-05-01T10:00:00+00:00\""))
                .filteredOn(row -> row.contains("\"authored_at\": \"2026-11-19T15:00:00+00:00\""))
                .hasSize(2);
    }

    @Test
    void whatCannotBeReadCostsOnlyItselfAndIsSaid() {
        double before = leftOut();

        List<Answer> answers = webhooks.replay("bad-elements.json");

        assertThat(answers).extracting(answer -> answer.text("/result")).containsOnly("applied");
        assertThat(answers)
                .extracting(answer -> answer.text("/detail"))
                .containsExactly(
                        "Left out: /commits/1/id is not the sha of a commit. /commits/2 is missing. "
                                + "/commits/3/timestamp is not a time.",
                        "Left out: /pull_request/labels/0/name is missing. /pull_request/labels/1 is not an object.",
                        "Left out: /assignees/0 is not an object. /reviewers/0/id is not a whole number.");
        assertThat(facts.rows("commits")).singleElement().asString().contains("a".repeat(40));
        assertThat(facts.rows("pull_requests"))
                .hasSize(2)
                .anySatisfy(row -> assertThat(row).contains("\"labels\": [\"hotfix\"]"))
                .anySatisfy(row -> assertThat(row).contains("author_identity_id gitlab writer"));
        assertThat(tenant.viewer()
                        .get("/api/v1/integrations/" + webhooks.sender("github").id() + "/deliveries")
                        .text("/items/0/detail"))
                .startsWith("Left out: /pull_request/labels");
        assertThat(leftOut() - before).isEqualTo(7);
    }

    @Test
    void aPushOfWhichNothingCanBeReadIsKept() {
        Answer answer = webhooks.sender("github").gitHub("push", """
                        {"ref": "refs/heads/main", "commits": [{"id": "x"}],
                         "repository": {"id": 1, "full_name": "o/r"}}
                        """.getBytes());

        assertThat(answer.expect(202).text("/detail")).contains("/commits/0");
    }

    @Test
    void aSquashWithFastForwardHasNoMergeCommitUnlessItIsSaid() {
        webhooks.replay("squash-ff.json");

        assertThat(facts.rows("pull_requests"))
                .singleElement()
                .asString()
                .contains("\"merge_commit_sha\": \"" + "e".repeat(40));
    }

    @Test
    void anEnvironmentIsOneInWhateverCaseItIsSent() {
        webhooks.replay("environment-case.json");

        for (String environment : List.of("", "&environment=PRODUCTION", "&environment=Production")) {
            Answer dora = tenant.viewer()
                    .get("/api/v1/analytics/dora?start=2026-11-01T00:00:00Z&end=2026-12-01T00:00:00Z" + environment)
                    .expect(200);
            assertThat(dora.json("/deployment_frequency/count").asInt()).isEqualTo(6);
            assertThat(dora.json("/change_lead_time/value").asDouble()).isEqualTo(7_200);
            assertThat(dora.json("/change_lead_time/sample_size").asInt()).isEqualTo(5);
        }
    }

    @Test
    void aTokenOfAGitLabProjectIsABot() {
        webhooks.replay("bots.json");

        assertThat(jdbc.sql(
                                "select matches_bot from identities where organization_id = ? and value like 'project\\_4242\\_bot%'")
                        .param(tenant.id())
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);
    }

    private double leftOut() {
        return meters.find("sei.webhook.elements.left.out").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
