package org.seiplatform.source.webhook.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.seiplatform.source.webhook.payload.Readings.assertIgnored;
import static org.seiplatform.source.webhook.payload.Readings.assertNoIncident;
import static org.seiplatform.source.webhook.payload.Readings.event;
import static org.seiplatform.source.webhook.payload.Readings.events;
import static org.seiplatform.source.webhook.payload.Readings.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.fact.Event.Person;
import org.seiplatform.fact.commit.CommitEvent;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.fact.incident.IncidentEvent;
import org.seiplatform.fact.pullrequest.PullRequestEvent;
import org.seiplatform.fact.pullrequest.PullRequestEvent.ReviewState;
import org.seiplatform.fact.pullrequest.PullRequestEvent.State;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Reading.Facts;
import org.seiplatform.source.webhook.payload.Readings;
import org.seiplatform.source.webhook.payload.ReportedRepository;
import org.seiplatform.source.webhook.payload.SamplePayload;
import org.seiplatform.source.webhook.payload.TagStatement.Publication;
import org.seiplatform.source.webhook.payload.TagStatement.Released;
import org.seiplatform.source.webhook.payload.TagStatement.Tagged;
import org.seiplatform.source.webhook.payload.UnreadablePayloadException;

class GitHubEventsTests {

    private static final String SHA = "6113728f27ae82c7b1a177c8d03f9e96e0adf246";
    private static final Person OCTOCAT = new Person(null, null, "octocat");

    private static final SamplePayload PUSH = SamplePayload.of("""
        {
          "ref": "refs/heads/main",
          "before": "0000000000000000000000000000000000000000",
          "after": "6113728f27ae82c7b1a177c8d03f9e96e0adf246",
          "deleted": false,
          "commits": [{
            "id": "6113728F27AE82C7B1A177C8D03F9E96E0ADF246",
            "message": "Initial commit",
            "timestamp": "2026-03-02T17:19:25+02:00",
            "author": {"name": "Octocat", "email": "octocat@example.com", "username": "octocat"},
            "committer": {"name": "GitHub", "email": "noreply@github.com", "username": "web-flow"}
          }],
          "head_commit": {
            "id": "6113728F27AE82C7B1A177C8D03F9E96E0ADF246",
            "message": "Initial commit",
            "timestamp": "2026-03-02T17:19:25+02:00",
            "author": {"name": "Octocat", "email": "octocat@example.com", "username": "octocat"},
            "committer": {"name": "GitHub", "email": "noreply@github.com", "username": "web-flow"}
          },
          "repository": {"id": 186853002, "full_name": "octocat/hello", "html_url": "https://github.example.com/octocat/hello",
                         "default_branch": "main", "pushed_at": 1772464805}
        }
        """);

    private static final SamplePayload PULL_REQUEST = SamplePayload.of("""
        {
          "action": "opened",
          "pull_request": {
            "number": 2, "state": "open", "draft": false, "title": "Say hello", "user": {"login": "octocat"},
            "created_at": "2026-03-02T10:00:00Z", "updated_at": "2026-03-02T11:00:00Z",
            "merged_at": null, "closed_at": null, "merge_commit_sha": "c4295bd74fb0f4fda03689c3df3f2803b658fd85",
            "head": {"ref": "hello"}, "base": {"ref": "main"}, "labels": [{"name": "bug"}],
            "additions": 3, "deletions": 1
          },
          "repository": {"id": 186853002, "full_name": "octocat/hello"}
        }
        """);

    private static final SamplePayload DEPLOYMENT_STATUS = SamplePayload.of("""
        {
          "action": "created",
          "deployment": {
            "id": 145988746, "sha": "f95f852bd8fca8fcc58a9a2d6c842781e32a215e", "ref": "main", "environment": "production",
            "created_at": "2026-03-03T15:20:53Z", "updated_at": "2026-03-03T15:20:55Z", "creator": {"login": "octocat"}
          },
          "deployment_status": {
            "state": "success", "environment": "production",
            "created_at": "2026-03-03T15:25:00Z", "updated_at": "2026-03-03T15:25:01Z"
          },
          "repository": {"id": 186853002, "full_name": "octocat/hello"}
        }
        """);

    private static final SamplePayload WORKFLOW_RUN = SamplePayload.of("""
        {
          "action": "completed",
          "workflow_run": {
            "id": 289782451, "run_attempt": 2, "name": "Deploy", "event": "push", "conclusion": "success",
            "head_branch": "main", "head_sha": "3484a3fb816e0859fd6e1cea078d76385ff50625",
            "head_repository": {"id": 186853002}, "actor": {"login": "octocat"},
            "created_at": "2026-03-04T16:00:00Z", "run_started_at": "2026-03-04T16:30:00Z",
            "updated_at": "2026-03-04T16:33:49Z"
          },
          "repository": {"id": 186853002, "full_name": "octocat/hello"}
        }
        """);

    private static final SamplePayload RELEASE = SamplePayload.of("""
        {
          "action": "published",
          "release": {
            "id": 17372790, "tag_name": "v1.0.0", "target_commitish": "main", "draft": false, "prerelease": false,
            "created_at": "2026-03-05T15:19:25Z", "published_at": "2026-03-05T15:20:53Z", "author": {"login": "octocat"}
          },
          "repository": {"id": 186853002, "full_name": "octocat/hello"}
        }
        """);

    private static final SamplePayload ISSUE = SamplePayload.of("""
        {
          "action": "labeled",
          "issue": {
            "id": 444500041, "number": 1, "title": "The shop is down", "state": "open",
            "labels": [{"name": "Incident"}, {"name": "sev-1"}],
            "created_at": "2026-03-06T15:20:18Z", "updated_at": "2026-03-06T15:30:00Z", "closed_at": null
          },
          "label": {"name": "Incident"},
          "repository": {"id": 186853002, "full_name": "octocat/hello"}
        }
        """);

    @Test
    void aPayloadNamesItsRepositoryByNumberAndFullName() {
        assertThat(((Facts) read("push", PUSH)).repository())
                .isEqualTo(new ReportedRepository(
                        "github.example.com",
                        "186853002",
                        "octocat/hello",
                        "https://github.example.com/octocat/hello",
                        "main",
                        null,
                        Instant.parse("2026-03-02T15:20:05Z")));
    }

    @Test
    void aPushBringsEachOfItsCommitsOnceAsOfThePush() {
        assertThat(event(read("push", PUSH), CommitEvent.class)).satisfies(commit -> {
            assertThat(commit.sha()).isEqualTo(SHA);
            assertThat(commit.branch()).isEqualTo("main");
            assertThat(commit.author()).isEqualTo(new Person("Octocat", "octocat@example.com", "octocat"));
            assertThat(commit.authoredAt()).isEqualTo("2026-03-02T15:19:25Z");
            assertThat(commit.committedAt()).isEqualTo("2026-03-02T15:19:25Z");
            assertThat(commit.parents()).isNull();
            assertThat(commit.filesChanged()).isNull();
            assertThat(commit.updatedAt()).isEqualTo(Instant.ofEpochSecond(1772464805));
        });
    }

    @Test
    void aCommitsOwnDatesBeatItsTimestamp() {
        SamplePayload dated = PUSH.with("/commits", List.of())
                .with("/head_commit/author/date", "2026-03-01T09:00:00Z")
                .with("/head_commit/committer/date", "2026-03-02T09:00:00Z");

        assertThat(event(read("push", dated), CommitEvent.class)).satisfies(commit -> {
            assertThat(commit.authoredAt()).isEqualTo("2026-03-01T09:00:00Z");
            assertThat(commit.committedAt()).isEqualTo("2026-03-02T09:00:00Z");
        });
    }

    @Test
    void aPushedTagTellsItsCommitAndNoBranch() {
        Reading reading = read("push", PUSH.with("/ref", "refs/tags/v1.0.0").with("/commits", List.of()));

        assertThat(event(reading, CommitEvent.class).branch()).isNull();
        assertThat(((Facts) reading).tag()).isEqualTo(new Tagged("v1.0.0", SHA, Instant.ofEpochSecond(1772464805)));
    }

    @Test
    void aDeletedBranchSaysNothing() {
        assertIgnored(read(
                "push", PUSH.with("/deleted", true).with("/head_commit", null).with("/commits", List.of())));
    }

    @Test
    void anOpenedPullRequestIsReadyUnlessItIsADraft() {
        assertThat(pullRequest(PULL_REQUEST)).satisfies(opened -> {
            assertThat(opened.number()).isEqualTo(2);
            assertThat(opened.author()).isEqualTo(OCTOCAT);
            assertThat(opened.state()).isEqualTo(State.OPEN);
            assertThat(opened.readyForReviewAt()).isEqualTo("2026-03-02T10:00:00Z");
            assertThat(opened.labels()).containsExactly("bug");
            assertThat(opened.linesAdded()).isEqualTo(3);
            assertThat(opened.linesDeleted()).isEqualTo(1);
            assertThat(opened.updatedAt()).isEqualTo("2026-03-02T11:00:00Z");
        });
        assertThat(pullRequest(PULL_REQUEST.with("/pull_request/draft", true)).readyForReviewAt())
                .isNull();
        assertThat(pullRequest(PULL_REQUEST.with("/action", "ready_for_review")).readyForReviewAt())
                .isEqualTo("2026-03-02T11:00:00Z");
        assertThat(pullRequest(PULL_REQUEST.with("/action", "synchronize")).readyForReviewAt())
                .isNull();
    }

    @Test
    void theMergeCommitIsTakenOnceItIsMergedAndNotBefore() {
        SamplePayload closed = PULL_REQUEST
                .with("/action", "closed")
                .with("/pull_request/state", "closed")
                .with("/pull_request/closed_at", "2026-03-03T10:00:00Z");

        assertThat(pullRequest(PULL_REQUEST).mergeCommitSha()).isNull();
        assertThat(pullRequest(closed)).satisfies(event -> {
            assertThat(event.state()).isEqualTo(State.CLOSED);
            assertThat(event.closedAt()).isEqualTo("2026-03-03T10:00:00Z");
            assertThat(event.mergeCommitSha()).isNull();
        });
        assertThat(pullRequest(closed.with("/pull_request/merged_at", "2026-03-03T10:00:00Z")))
                .satisfies(event -> {
                    assertThat(event.state()).isEqualTo(State.MERGED);
                    assertThat(event.mergedAt()).isEqualTo("2026-03-03T10:00:00Z");
                    assertThat(event.mergeCommitSha()).isEqualTo("c4295bd74fb0f4fda03689c3df3f2803b658fd85");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "approved,APPROVED",
        "changes_requested,CHANGES_REQUESTED",
        "commented,COMMENTED",
        "dismissed,DISMISSED",
        "APPROVED,APPROVED"
    })
    void aReviewHasAStateOfItsOwn(String state, ReviewState expected) {
        PullRequestEvent event = event(read("pull_request_review", review(state)), PullRequestEvent.class);

        assertThat(event.reviews()).singleElement().satisfies(review -> {
            assertThat(review.externalId()).isEqualTo("237895671");
            assertThat(review.reviewer()).isEqualTo(OCTOCAT);
            assertThat(review.state()).isEqualTo(expected);
            assertThat(review.submittedAt()).isEqualTo("2026-03-02T10:30:00Z");
        });
        assertThat(event.number()).isEqualTo(2);
    }

    @Test
    void aDismissalComesAfterTheSubmission() {
        assertThat(event(read("pull_request_review", review("dismissed")), PullRequestEvent.class)
                        .reviews()
                        .getFirst()
                        .updatedAt())
                .isEqualTo("2026-03-02T11:00:00Z");
        assertThat(event(read("pull_request_review", review("approved")), PullRequestEvent.class)
                        .reviews()
                        .getFirst()
                        .updatedAt())
                .isEqualTo("2026-03-02T10:30:00Z");
    }

    @Test
    void aReviewCommentCountsEvenIfItIsDeletedLater() {
        SamplePayload created = PULL_REQUEST
                .with("/action", "created")
                .with(
                        "/comment",
                        Map.of(
                                "id",
                                284312630,
                                "user",
                                Map.of("login", "octocat"),
                                "created_at",
                                "2026-03-02T10:40:00Z",
                                "updated_at",
                                "2026-03-02T10:41:00Z"));

        assertThat(event(read("pull_request_review_comment", created), PullRequestEvent.class)
                        .comments())
                .singleElement()
                .satisfies(comment -> {
                    assertThat(comment.externalId()).isEqualTo("284312630");
                    assertThat(comment.commentedAt()).isEqualTo("2026-03-02T10:40:00Z");
                });
        assertIgnored(read("pull_request_review_comment", created.with("/action", "deleted")));
    }

    @Test
    void aDeploymentBeginsInProgress() {
        assertThat(event(read("deployment", DEPLOYMENT_STATUS), DeploymentEvent.class))
                .satisfies(deployment -> {
                    assertThat(deployment.status()).isEqualTo(Status.IN_PROGRESS);
                    assertThat(deployment.finishedAt()).isNull();
                    assertThat(deployment.updatedAt()).isEqualTo("2026-03-03T15:20:53Z");
                });
    }

    @ParameterizedTest
    @CsvSource({"success,SUCCESS", "failure,FAILURE", "error,FAILURE"})
    void aFinalStatusEndsTheDeployment(String state, Status expected) {
        DeploymentEvent deployment = event(
                read("deployment_status", DEPLOYMENT_STATUS.with("/deployment_status/state", state)),
                DeploymentEvent.class);

        assertThat(deployment.externalId()).isEqualTo("deployment:145988746");
        assertThat(deployment.commitSha()).isEqualTo("f95f852bd8fca8fcc58a9a2d6c842781e32a215e");
        assertThat(deployment.status()).isEqualTo(expected);
        assertThat(deployment.startedAt()).isEqualTo("2026-03-03T15:20:53Z");
        assertThat(deployment.finishedAt()).isEqualTo("2026-03-03T15:25:00Z");
        assertThat(deployment.updatedAt()).isEqualTo("2026-03-03T15:25:01Z");
        assertThat(deployment.deployedBy()).isEqualTo(OCTOCAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "queued", "in_progress", "waiting"})
    void aDeploymentOnItsWayHasNoEnd(String state) {
        assertThat(event(
                                read("deployment_status", DEPLOYMENT_STATUS.with("/deployment_status/state", state)),
                                DeploymentEvent.class)
                        .finishedAt())
                .isNull();
    }

    @Test
    void beingReplacedByALaterDeploymentChangesNothing() {
        assertIgnored(read("deployment_status", DEPLOYMENT_STATUS.with("/deployment_status/state", "inactive")));
    }

    @ParameterizedTest
    @CsvSource({
        "success,SUCCESS",
        "failure,FAILURE",
        "timed_out,FAILURE",
        "startup_failure,FAILURE",
        "cancelled,CANCELLED"
    })
    void eachAttemptOfADeployingWorkflowIsADeployment(String conclusion, Status expected) {
        DeploymentEvent deployment = event(
                read("workflow_run", WORKFLOW_RUN.with("/workflow_run/conclusion", conclusion)), DeploymentEvent.class);

        assertThat(deployment.externalId()).isEqualTo("workflow_run:289782451:2");
        assertThat(deployment.environment()).isEqualTo("production");
        assertThat(deployment.status()).isEqualTo(expected);
        assertThat(deployment.startedAt()).isEqualTo("2026-03-04T16:30:00Z");
        assertThat(deployment.finishedAt()).isEqualTo("2026-03-04T16:33:49Z");
        assertThat(deployment.deployedBy()).isEqualTo(OCTOCAT);
    }

    @Test
    void runsThatDoNotDeployAreIgnored() {
        assertIgnored(read("workflow_run", WORKFLOW_RUN.with("/action", "requested")));
        assertIgnored(read("workflow_run", WORKFLOW_RUN.with("/workflow_run/name", "Test")));
        assertIgnored(read("workflow_run", WORKFLOW_RUN.with("/workflow_run/conclusion", "skipped")));
        assertIgnored(read("workflow_run", WORKFLOW_RUN.with("/workflow_run/conclusion", null)));
        assertIgnored(read("workflow_run", WORKFLOW_RUN.with("/workflow_run/event", "pull_request")));
        assertIgnored(read("workflow_run", WORKFLOW_RUN.with("/workflow_run/head_repository/id", 7)));
    }

    @ParameterizedTest
    @CsvSource({
        "/workflow_run/event,pull_request_target",
        "/workflow_run/event,merge_group",
        "/workflow_run/event,dynamic",
        "/workflow_run/path,dynamic/pages/pages-build-deployment",
        "/workflow_run/head_branch,gh-readonly-queue/main/pr-1-3484a3fb816e0859fd6e1cea078d76385ff50625",
        "/workflow_run/head_repository,"
    })
    void aRunThatCannotHaveDeployedIsIgnored(String pointer, @Nullable String value) {
        assertIgnored(read("workflow_run", WORKFLOW_RUN.with(pointer, value)));
    }

    @Test
    void aRunGoesByItsOwnTitleTooButNotByThatOfItsCommit() {
        SamplePayload titled = WORKFLOW_RUN
                .with("/workflow_run/name", "Pipeline")
                .with("/workflow_run/display_title", "Deploy v2 to production");
        SamplePayload named = titled.with("/workflow_run/head_commit", Map.of("message", "Fix a typo"));
        SamplePayload ofCommit =
                titled.with("/workflow_run/head_commit", Map.of("message", "Deploy v2 to production\n\nReally"));
        SamplePayload cut = titled.with("/workflow_run/display_title", "Deploy v2 to…")
                .with("/workflow_run/head_commit", Map.of("message", "Deploy v2 to production"));

        assertThat(events(read("workflow_run", titled))).hasSize(1);
        assertThat(events(read("workflow_run", named))).hasSize(1);
        assertIgnored(read("workflow_run", named.with("/workflow_run/event", "issue_comment")));
        assertIgnored(read("workflow_run", ofCommit));
        assertIgnored(read("workflow_run", cut));
    }

    @Test
    void aPublishedReleaseWaitsForTheCommitOfItsTag() {
        Facts facts = (Facts) read("release", RELEASE);
        Instant publishedAt = Instant.parse("2026-03-05T15:20:53Z");

        assertThat(facts.tag())
                .isEqualTo(new Released(
                        "v1.0.0",
                        "17372790",
                        publishedAt,
                        Publication.RELEASE,
                        SamplePayload.RECEIVED_AT,
                        OCTOCAT,
                        publishedAt));
        assertThat(events(facts)).isEmpty();
    }

    @Test
    void draftsAndDeletionsAreNoDeployments() {
        assertIgnored(read("release", RELEASE.with("/release/draft", true)));
        assertIgnored(read("release", RELEASE.with("/release/published_at", null)));
        assertIgnored(read("release", RELEASE.with("/action", "deleted")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "deployment_status", "release", "workflow_run"})
    void whatTheIntegrationDoesNotCountAsDeploymentIsIgnored(String event) {
        assertIgnored(GitHubEvents.read(event, DEPLOYMENT_STATUS.payload(), rules(Set.of())));
    }

    @Test
    void anIssueWithTheLabelIsAnIncident() {
        assertThat(incident(ISSUE)).satisfies(incident -> {
            assertThat(incident.externalId()).isEqualTo("github:github.com:issue:444500041");
            assertThat(incident.title()).isEqualTo("The shop is down");
            assertThat(incident.openedAt()).isEqualTo("2026-03-06T15:20:18Z");
            assertThat(incident.resolvedAt()).isNull();
            assertThat(incident.severity()).isEqualTo("1");
            assertThat(incident.cause()).isNull();
            assertThat(incident.updatedAt()).isEqualTo("2026-03-06T15:30:00.000003Z");
        });
        assertNoIncident(read("issues", ISSUE.with("/issue/labels", List.of(Map.of("name", "bug")))));
    }

    @Test
    void closingResolvesAndReopeningUndoesIt() {
        SamplePayload closed = ISSUE.with("/action", "closed")
                .with("/issue/state", "closed")
                .with("/issue/closed_at", "2026-03-06T16:00:00Z");

        assertThat(incident(closed).resolvedAt()).isEqualTo("2026-03-06T16:00:00Z");
        assertThat(incident(closed.with("/action", "reopened").with("/issue/state", "open"))
                        .resolvedAt())
                .isNull();
    }

    @Test
    void losingTheLabelTakesTheIncidentOffEveryDeployment() {
        SamplePayload unlabeled =
                ISSUE.with("/action", "unlabeled").with("/issue/labels", List.of(Map.of("name", "bug")));

        assertThat(incident(unlabeled)).satisfies(withdrawn -> {
            assertThat(withdrawn.cause()).isEqualTo(IncidentEvent.Cause.EXTERNAL);
            assertThat(withdrawn.resolvedAt()).isEqualTo("2026-03-06T15:30:00Z");
        });
        assertNoIncident(read("issues", unlabeled.with("/label/name", "bug")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "transferred"})
    void goingAwayWithdrawsTheIncidentAfterItsLastChange(String action) {
        assertThat(incident(ISSUE.with("/action", action))).satisfies(withdrawn -> {
            assertThat(withdrawn.cause()).isEqualTo(IncidentEvent.Cause.EXTERNAL);
            assertThat(withdrawn.updatedAt()).isEqualTo("2026-03-06T15:30:00.001Z");
        });
    }

    @Test
    void aPingMakesItsRepositoryKnown() {
        assertThat(events(read("ping", ISSUE))).isEmpty();
        assertIgnored(read("ping", SamplePayload.of("{\"zen\": \"Keep it logically awesome.\"}")));
    }

    @Test
    void otherEventsAreIgnored() {
        assertIgnored(read("star", ISSUE));
    }

    @Test
    void aPayloadWithoutItsDocumentedFieldsIsUnreadableAndSaysWhere() {
        assertThatExceptionOfType(UnreadablePayloadException.class)
                .isThrownBy(() -> read("pull_request", SamplePayload.of("{\"action\": \"opened\"}")))
                .withMessage("/pull_request is missing.");
        assertThatExceptionOfType(UnreadablePayloadException.class)
                .isThrownBy(() -> pullRequest(PULL_REQUEST.with("/pull_request/created_at", "yesterday")))
                .withMessage("/pull_request/created_at is not a time.");
    }

    private static SamplePayload review(String state) {
        return PULL_REQUEST
                .with("/action", "submitted")
                .with(
                        "/review",
                        Map.of(
                                "id",
                                237895671,
                                "user",
                                Map.of("login", "octocat"),
                                "state",
                                state,
                                "submitted_at",
                                "2026-03-02T10:30:00Z"));
    }

    private static Reading read(String event, SamplePayload sample) {
        return GitHubEvents.read(event, sample.payload(), Readings.RULES);
    }

    private static PullRequestEvent pullRequest(SamplePayload sample) {
        return event(read("pull_request", sample), PullRequestEvent.class);
    }

    private static IncidentEvent incident(SamplePayload sample) {
        return event(read("issues", sample), IncidentEvent.class);
    }
}
