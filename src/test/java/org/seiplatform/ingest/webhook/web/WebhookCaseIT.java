package org.seiplatform.ingest.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    void anOddDateCostsNoCommitOfItsPush() {
        webhooks.replay("push-time.json");

        assertThat(facts.rows("commits"))
                .hasSize(6)
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

    private double leftOut() {
        return meters.find("sei.webhook.elements.left.out").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
