package org.seiplatform.source.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seiplatform.source.webhook.payload.SamplePayload;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds after some deliveries does not depend on their order, even where their payloads carry one and the same time. */
@ApiTest
class WebhookOrderIT {

    private static final SamplePayload PULL_REQUEST = SamplePayload.of("""
            {
              "action": "opened",
              "pull_request": {
                "number": 2, "state": "open", "title": "t", "user": {"login": "octocat"},
                "created_at": "2026-03-02T10:00:00Z", "updated_at": "2026-03-02T10:00:00Z",
                "head": {"ref": "f"}, "base": {"ref": "main"}, "labels": []
              },
              "repository": {"id": 1, "full_name": "o/r"}
            }
            """);

    private static final SamplePayload ISSUE = SamplePayload.of("""
            {
              "action": "edited",
              "issue": {
                "id": 5, "title": "Down", "state": "open", "labels": [],
                "created_at": "2026-03-02T10:00:00Z", "updated_at": "2026-03-02T11:00:00Z"
              },
              "repository": {"id": 1, "full_name": "o/r"}
            }
            """);

    private static final SamplePayload RELEASE = SamplePayload.of("""
            {
              "action": "published",
              "release": {
                "id": 9, "tag_name": "v1", "draft": false, "prerelease": false,
                "published_at": "2026-03-02T10:00:00Z", "updated_at": "2026-03-02T10:00:00Z"
              },
              "repository": {"id": 1, "full_name": "o/r"}
            }
            """);

    private static final SamplePayload TAG = SamplePayload.of("""
            {
              "ref": "refs/tags/v1", "commits": [],
              "head_commit": {"id": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "message": "m",
                              "timestamp": "2026-03-01T10:00:00Z"},
              "repository": {"id": 1, "full_name": "o/r"}
            }
            """);

    private static final SamplePayload MERGE_REQUEST = SamplePayload.gitLab("merge_request");
    private static final SamplePayload INCIDENT = SamplePayload.gitLab("incident");
    private static final SamplePayload DEPLOYMENT = SamplePayload.gitLab("deployment");

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aPullRequestClosedAndReopenedInOneSecondIsOpen() {
        SamplePayload changed = PULL_REQUEST.with("/pull_request/updated_at", "2026-03-02T11:00:00Z");

        inEveryOrder(
                List.of(
                        gitHub("pull_request", PULL_REQUEST),
                        gitHub("pull_request", closed(changed, "pull_request")),
                        gitHub("pull_request", changed.with("/action", "reopened"))),
                facts -> assertThat(facts.rows("pull_requests"))
                        .singleElement()
                        .asString()
                        .contains("\"state\": \"open\""));
    }

    @Test
    void aPullRequestReopenedAndMergedInOneSecondIsMerged() {
        SamplePayload changed = PULL_REQUEST.with("/pull_request/updated_at", "2026-03-02T11:00:00Z");

        inEveryOrder(
                List.of(
                        gitHub("pull_request", changed.with("/action", "reopened")),
                        gitHub(
                                "pull_request",
                                closed(changed, "pull_request")
                                        .with("/pull_request/merged_at", "2026-03-02T11:00:00Z"))),
                facts -> assertThat(facts.rows("pull_requests"))
                        .singleElement()
                        .asString()
                        .contains("\"state\": \"merged\""));
    }

    @Test
    void ofSwappedLabelsTheNewOneStaysWhicheverWasChangedFirst() {
        List<Sent> takenOffFirst = List.of(
                gitHub("pull_request", labels(PULL_REQUEST, "pull_request", "unlabeled", "bug")),
                gitHub("pull_request", labels(PULL_REQUEST, "pull_request", "labeled", "hotfix", "hotfix")));
        List<Sent> putOnFirst = List.of(
                gitHub("pull_request", labels(PULL_REQUEST, "pull_request", "labeled", "hotfix", "bug", "hotfix")),
                gitHub("pull_request", labels(PULL_REQUEST, "pull_request", "unlabeled", "bug", "hotfix")));

        for (List<Sent> swap : List.of(takenOffFirst, putOnFirst)) {
            inEveryOrder(
                    swap,
                    facts -> assertThat(facts.rows("pull_requests"))
                            .singleElement()
                            .asString()
                            .contains("\"labels\": [\"hotfix\"]"));
        }
    }

    @Test
    void aMergeRequestClosedAndReopenedInOneSecondIsOpen() {
        SamplePayload changed = MERGE_REQUEST.with("/object_attributes/updated_at", "2026-03-03 09:00:00 UTC");

        inEveryOrder(
                List.of(
                        gitLab(MERGE_REQUEST),
                        gitLab(changed.with("/object_attributes/action", "close")
                                .with("/object_attributes/state", "closed")),
                        gitLab(changed.with("/object_attributes/action", "reopen"))),
                facts -> assertThat(facts.rows("pull_requests"))
                        .singleElement()
                        .asString()
                        .contains("\"state\": \"open\""));
    }

    @Test
    void anIncidentClosedAndReopenedInOneSecondIsOpen() {
        SamplePayload incident = labels(ISSUE, "issue", "edited", "incident", "incident");

        inEveryOrder(
                List.of(
                        gitHub("issues", closed(incident, "issue")),
                        gitHub("issues", incident.with("/action", "reopened"))),
                facts -> assertThat(facts.rows("incidents"))
                        .singleElement()
                        .asString()
                        .contains("\"resolved_at\": null"));
        inEveryOrder(
                List.of(
                        gitLab(INCIDENT.with("/object_attributes/action", "close")
                                .with("/object_attributes/state", "closed")),
                        gitLab(INCIDENT.with("/object_attributes/action", "reopen"))),
                facts -> assertThat(facts.rows("incidents"))
                        .singleElement()
                        .asString()
                        .contains("\"resolved_at\": null"));
    }

    @Test
    void anIncidentOpenedLabelledAndClosedInOneSecondIsResolved() {
        SamplePayload opened = labels(ISSUE, "issue", "opened", "incident", "incident");

        inEveryOrder(
                List.of(
                        gitHub("issues", opened),
                        gitHub("issues", opened.with("/action", "labeled")),
                        gitHub("issues", closed(opened, "issue"))),
                facts -> assertThat(facts.rows("incidents"))
                        .singleElement()
                        .asString()
                        .contains("\"cause\": null", "\"resolved_at\": \"2026-03-02T11:00:00+00:00\""));
    }

    @Test
    void anIssueWhoseLabelBecomesAnotherInOneSecondIsWhatTheNewOneSays() {
        SamplePayload before = labels(ISSUE, "issue", "opened", "incident", "incident")
                .with("/issue/updated_at", "2026-03-02T10:00:00Z");

        inEveryOrder(
                List.of(
                        gitHub("issues", before),
                        gitHub("issues", labels(ISSUE, "issue", "labeled", "bug", "bug", "incident")),
                        gitHub("issues", labels(ISSUE, "issue", "unlabeled", "incident", "bug"))),
                facts -> assertThat(facts.rows("incidents"))
                        .singleElement()
                        .asString()
                        .contains("\"cause\": \"external\"", "\"resolved_at\": \"2026-03-02T11:00:00+00:00\""));
        inEveryOrder(
                List.of(
                        gitHub("issues", labels(ISSUE, "issue", "unlabeled", "bug")),
                        gitHub("issues", labels(ISSUE, "issue", "labeled", "incident", "incident"))),
                facts -> assertThat(facts.rows("incidents"))
                        .singleElement()
                        .asString()
                        .contains("\"cause\": null", "\"resolved_at\": null"));
        inEveryOrder(
                List.of(
                        gitHub("issues", labels(ISSUE, "issue", "labeled", "sev-2", "incident", "sev-1", "sev-2")),
                        gitHub("issues", labels(ISSUE, "issue", "unlabeled", "sev-1", "incident", "sev-2"))),
                facts -> assertThat(facts.rows("incidents"))
                        .singleElement()
                        .asString()
                        .contains("\"severity\": \"2\""));
    }

    @Test
    void anIncidentThatBecomesAnIssueIsTakenBack() {
        SamplePayload issue = INCIDENT.with("/object_kind", "issue")
                .with("/object_attributes/type", "Issue")
                .with("/object_attributes/action", "update")
                .with("/object_attributes/updated_at", "2026-03-05 18:00:00 UTC");
        Map<String, Object> typeChange = Map.of("type", Map.of("previous", "Incident", "current", "Issue"));
        Consumer<StoredFacts> takenBack = facts -> assertThat(facts.rows("incidents"))
                .singleElement()
                .asString()
                .contains("\"cause\": \"external\"", "\"resolved_at\": \"2026-03-05T18:00:00+00:00\"");

        inEveryOrder(List.of(gitLab(INCIDENT), gitLab(issue.with("/changes", typeChange))), takenBack);
        // Nothing in this payload says that it was one before.
        inOrder(List.of(gitLab(INCIDENT), gitLab(issue)), takenBack);
        inOrder(
                List.of(gitLab(issue)),
                facts -> assertThat(facts.rows("incidents")).isEmpty());
    }

    @Test
    void anIssueThatIsFoundWithoutItsLabelIsTakenBack() {
        inOrder(
                List.of(
                        gitHub("issues", labels(ISSUE, "issue", "opened", "incident", "incident")),
                        gitHub("issues", ISSUE.with("/issue/updated_at", "2026-03-03T11:00:00Z"))),
                facts -> assertThat(facts.rows("incidents"))
                        .singleElement()
                        .asString()
                        .contains("\"cause\": \"external\"", "\"resolved_at\": \"2026-03-03T11:00:00+00:00\""));
    }

    @Test
    void theEndOfADeploymentDoesNotForgetItsStart() {
        inEveryOrder(
                List.of(
                        gitLab(DEPLOYMENT
                                .with("/status", "running")
                                .with("/status_changed_at", "2026-03-04 21:40:00 +0200")),
                        gitLab(DEPLOYMENT.with("/status", "success"))),
                facts -> assertThat(facts.rows("deployments"))
                        .singleElement()
                        .asString()
                        .contains(
                                "\"status\": \"success\"",
                                "\"started_at\": \"2026-03-04T19:40:00+00:00\"",
                                "\"finished_at\": \"2026-03-04T19:50:00+00:00\""));
    }

    @Test
    void aPrereleaseCountsWhenItIsPromoted() {
        SamplePayload promoted = RELEASE.with("/release/updated_at", "2026-03-09T10:00:00Z");

        for (String action : List.of("released", "edited")) {
            inEveryOrder(
                    List.of(
                            gitHub("push", TAG),
                            gitHub("release", RELEASE.with("/release/prerelease", true)),
                            gitHub("release", promoted.with("/action", action))),
                    facts -> assertThat(facts.rows("deployments"))
                            .singleElement()
                            .asString()
                            .contains("\"finished_at\": \"2026-03-09T10:00:00+00:00\""));
        }
        inEveryOrder(
                List.of(gitHub("push", TAG), gitHub("release", RELEASE.with("/release/prerelease", true))),
                facts -> assertThat(facts.rows("deployments")).isEmpty());
    }

    @Test
    void aReleaseThatIsEditedLaterCountsWhenItWasPublished() {
        inEveryOrder(
                List.of(
                        gitHub("push", TAG),
                        gitHub("release", RELEASE),
                        gitHub(
                                "release",
                                RELEASE.with("/action", "edited").with("/release/updated_at", "2026-03-09T10:00:00Z"))),
                facts -> assertThat(facts.rows("deployments"))
                        .singleElement()
                        .asString()
                        .contains("\"finished_at\": \"2026-03-02T10:00:00+00:00\""));
    }

    @Test
    void aChangedReleaseIsOfTheCommitThatItWasChangedTo() {
        SamplePayload created = SamplePayload.gitLab("release");

        for (char sha : "0123456789abcdef".toCharArray()) {
            inOrder(
                    List.of(
                            gitLab(created),
                            gitLab(created.with("/action", "update")
                                    .with("/commit/id", String.valueOf(sha).repeat(39) + "1"))),
                    facts -> assertThat(facts.rows("deployments"))
                            .singleElement()
                            .asString()
                            .contains(String.valueOf(sha).repeat(39) + "1"));
        }
    }

    private record Sent(String provider, String event, SamplePayload payload) {}

    private static Sent gitHub(String event, SamplePayload payload) {
        return new Sent("github", event, payload);
    }

    private static Sent gitLab(SamplePayload payload) {
        return new Sent("gitlab", "", payload);
    }

    private static SamplePayload closed(SamplePayload payload, String object) {
        return payload.with("/action", "closed")
                .with("/" + object + "/state", "closed")
                .with("/" + object + "/closed_at", "2026-03-02T11:00:00Z");
    }

    private static SamplePayload labels(
            SamplePayload payload, String object, String action, String changed, String... labels) {
        return payload.with("/action", action)
                .with("/label", Map.of("name", changed))
                .with(
                        "/" + object + "/labels",
                        List.of(labels).stream()
                                .map(label -> Map.of("name", label))
                                .toList());
    }

    private void inEveryOrder(List<Sent> deliveries, Consumer<StoredFacts> expected) {
        orders(deliveries).forEach(order -> inOrder(order, expected));
    }

    private void inOrder(List<Sent> deliveries, Consumer<StoredFacts> expected) {
        Tenant tenant = api.tenant();
        WebhookCase webhooks = new WebhookCase(api, tenant);
        for (Sent sent : deliveries) {
            WebhookSender sender = webhooks.sender(sent.provider());
            byte[] body = sent.payload().bytes();
            (sent.provider().equals("github") ? sender.gitHub(sent.event(), body) : sender.gitLab(body)).expect(200);
        }
        expected.accept(new StoredFacts(jdbc, tenant.id()));
    }

    private static <T> List<List<T>> orders(List<T> elements) {
        if (elements.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> orders = new ArrayList<>();
        IntStream.range(0, elements.size()).forEach(first -> {
            List<T> rest = new ArrayList<>(elements);
            rest.remove(first);
            for (List<T> order : orders(rest)) {
                List<T> whole = new ArrayList<>(List.of(elements.get(first)));
                whole.addAll(order);
                orders.add(whole);
            }
        });
        return orders;
    }
}
