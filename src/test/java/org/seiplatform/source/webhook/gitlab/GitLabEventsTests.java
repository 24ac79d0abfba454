package org.seiplatform.source.webhook.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.seiplatform.source.webhook.payload.Readings.assertIgnored;
import static org.seiplatform.source.webhook.payload.Readings.assertNoIncident;
import static org.seiplatform.source.webhook.payload.Readings.event;
import static org.seiplatform.source.webhook.payload.Readings.events;
import static org.seiplatform.source.webhook.payload.Readings.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Reading.Facts;
import org.seiplatform.source.webhook.payload.Readings;
import org.seiplatform.source.webhook.payload.ReportedRepository;
import org.seiplatform.source.webhook.payload.SamplePayload;
import org.seiplatform.source.webhook.payload.UnreadablePayloadException;

class GitLabEventsTests {

    private static final String SHA = "da1560886d4f094c3e6c9ef40349f7d38b5d27d7";
    private static final Person REVIEWER = new Person("The Reviewer", null, "reviewer");

    @Test
    void aPayloadNamesItsRepositoryByNumberAndPath() {
        assertThat(((Facts) read(SamplePayload.gitLab("push"))).repository())
                .isEqualTo(new ReportedRepository(
                        "gitlab.example.com",
                        "15",
                        "platform/diaspora",
                        "https://gitlab.example.com/platform/diaspora",
                        "master",
                        null,
                        null));
    }

    @Test
    void aPushBringsItsCommitsToTheBranch() {
        List<CommitEvent> commits = events(read(SamplePayload.gitLab("push"))).stream()
                .map(CommitEvent.class::cast)
                .toList();

        assertThat(commits).hasSize(2);
        assertThat(commits.getFirst()).satisfies(commit -> {
            assertThat(commit.sha()).isEqualTo("b6568db1bc1dcd7f8b4d5a946b0b91f9dacd7327");
            assertThat(commit.branch()).isEqualTo("master");
            assertThat(commit.authoredAt()).isEqualTo("2026-03-02T12:27:31Z");
            assertThat(commit.author()).isEqualTo(new Person("The Translator", "Translator@example.com", null));
            assertThat(commit.parents()).isNull();
            assertThat(commit.linesAdded()).isNull();
        });
    }

    @Test
    void aPushedTagAndADeletedBranchSayNothing() {
        assertIgnored(read(SamplePayload.gitLab("tag_push")));
        assertIgnored(read(SamplePayload.gitLab("push").with("/commits", List.of())));
    }

    @Test
    void anOpenedMergeRequestIsByTheSenderAndReadyAtOnce() {
        PullRequestEvent opened = mergeRequest(SamplePayload.gitLab("merge_request"));

        assertThat(opened.number()).isEqualTo(7);
        assertThat(opened.state()).isEqualTo(State.OPEN);
        assertThat(opened.author()).isEqualTo(new Person("The Maintainer", null, "maintainer"));
        assertThat(opened.openedAt()).isEqualTo("2026-03-02T17:23:34Z");
        assertThat(opened.readyForReviewAt()).isEqualTo(opened.openedAt());
        assertThat(opened.labels()).containsExactly("API");
        assertThat(opened.headRef()).isEqualTo("ms-viewport");
        assertThat(opened.baseRef()).isEqualTo("master");
        assertThat(opened.mergeCommitSha()).isNull();
    }

    @Test
    void theAuthorIsUnknownWhereThePayloadHasOnlyTheNumber() {
        SamplePayload byAnother = SamplePayload.gitLab("merge_request").with("/object_attributes/author_id", 77);
        SamplePayload byTheAssignee = SamplePayload.gitLab("merge_request").with("/object_attributes/author_id", 6);

        assertThat(mergeRequest(byAnother).author()).isNull();
        assertThat(mergeRequest(byTheAssignee).author()).isEqualTo(REVIEWER);
    }

    @Test
    void aDraftIsReadyOnceItIsNoDraftAnyMore() {
        SamplePayload draft = SamplePayload.gitLab("merge_request").with("/object_attributes/draft", true);
        SamplePayload ready = SamplePayload.gitLab("merge_request")
                .with("/object_attributes/action", "update")
                .with("/object_attributes/updated_at", "2026-03-03 09:00:00 UTC")
                .with("/changes", Map.of("draft", Map.of("previous", true, "current", false)));

        assertThat(mergeRequest(draft).readyForReviewAt()).isNull();
        assertThat(mergeRequest(ready).readyForReviewAt()).isEqualTo("2026-03-03T09:00:00Z");
    }

    @Test
    void aMergeTellsWhenAndIntoWhichCommit() {
        SamplePayload merged = merged("merge").with("/object_attributes/merge_commit_sha", "a".repeat(40));

        assertThat(mergeRequest(merged)).satisfies(event -> {
            assertThat(event.state()).isEqualTo(State.MERGED);
            assertThat(event.mergedAt()).isEqualTo("2026-03-04T10:00:00Z");
            assertThat(event.mergeCommitSha()).isEqualTo("a".repeat(40));
        });
    }

    @Test
    void aFastForwardEndsInTheLastCommitUnlessItWasSquashed() {
        SamplePayload squashed = merged("merge").with("/object_attributes/squash", true);

        assertThat(mergeRequest(merged("merge")).mergeCommitSha()).isEqualTo(SHA);
        assertThat(mergeRequest(squashed).mergeCommitSha()).isNull();
        assertThat(mergeRequest(squashed.with("/object_attributes/squash_commit_sha", "e".repeat(40)))
                        .mergeCommitSha())
                .isEqualTo("e".repeat(40));
    }

    @Test
    void aSquashCommitCarriesTheChangeAndNotTheMergeOfIt() {
        SamplePayload squashed = merged("merge")
                .with("/object_attributes/squash_commit_sha", "e".repeat(40))
                .with("/object_attributes/merge_commit_sha", "a".repeat(40));

        assertThat(mergeRequest(squashed).mergeCommitSha()).isEqualTo("e".repeat(40));
    }

    @Test
    void anEventAfterTheEndDoesNotMoveTheEnd() {
        assertIgnored(read(merged("update")));
        assertThat(mergeRequest(merged("update").with("/object_attributes/merged_at", "2026-03-04T09:00:00Z"))
                        .mergedAt())
                .isEqualTo("2026-03-04T09:00:00Z");
    }

    @Test
    void anApprovalIsAReviewUntilItIsTakenBack() {
        SamplePayload approved = SamplePayload.gitLab("merge_request")
                .with("/object_attributes/action", "approved")
                .with("/user/id", 6);

        assertThat(mergeRequest(approved).reviews()).singleElement().satisfies(review -> {
            assertThat(review.externalId()).isEqualTo("approval:6");
            assertThat(review.state()).isEqualTo(ReviewState.APPROVED);
        });
        assertThat(mergeRequest(approved.with("/object_attributes/action", "unapproval"))
                        .reviews())
                .singleElement()
                .satisfies(review -> {
                    assertThat(review.externalId()).isEqualTo("approval:6");
                    assertThat(review.state()).isEqualTo(ReviewState.DISMISSED);
                });
    }

    @Test
    void aNoteIsAReviewComment() {
        assertThat(mergeRequest(SamplePayload.gitLab("note")).comments())
                .singleElement()
                .satisfies(comment -> {
                    assertThat(comment.externalId()).isEqualTo("1244");
                    assertThat(comment.author()).isEqualTo(REVIEWER);
                    assertThat(comment.commentedAt()).isEqualTo("2026-03-03T08:21:36Z");
                });
    }

    @Test
    void notesOfTheSystemOnOtherThingsAfterTheMergeOrEditedByOthersAreIgnored() {
        assertIgnored(read(SamplePayload.gitLab("note").with("/object_attributes/system", true)));
        assertIgnored(read(SamplePayload.gitLab("note").with("/object_attributes/noteable_type", "Commit")));
        assertIgnored(read(SamplePayload.gitLab("note").with("/merge_request/state", "merged")));
        assertIgnored(read(SamplePayload.gitLab("note").with("/user/id", 51)));
    }

    @ParameterizedTest
    @CsvSource({"success,SUCCESS", "failed,FAILURE", "canceled,CANCELLED"})
    void aDeploymentEndsWithItsStatus(String status, Status expected) {
        DeploymentEvent deployment =
                deployment(SamplePayload.gitLab("deployment").with("/status", status));

        assertThat(deployment.status()).isEqualTo(expected);
        assertThat(deployment.externalId()).isEqualTo("deployment:15");
        assertThat(deployment.commitSha()).isEqualTo(SHA);
        assertThat(deployment.environment()).isEqualTo("production");
        assertThat(deployment.finishedAt()).isEqualTo("2026-03-04T19:50:00Z");
    }

    @Test
    void aRunningDeploymentHasStartedAndNotFinished() {
        DeploymentEvent deployment =
                deployment(SamplePayload.gitLab("deployment").with("/status", "running"));

        assertThat(deployment.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(deployment.startedAt()).isEqualTo("2026-03-04T19:50:00Z");
        assertThat(deployment.finishedAt()).isNull();
    }

    @Test
    void aPipelineDeploysWhereItsNameSaysSo() {
        DeploymentEvent deployment = deployment(SamplePayload.gitLab("pipeline"));

        assertThat(deployment.externalId()).isEqualTo("pipeline:31");
        assertThat(deployment.startedAt()).isEqualTo("2026-03-05T15:23:28Z");
        assertThat(deployment.finishedAt()).isEqualTo("2026-03-05T15:26:29Z");
        assertIgnored(read(SamplePayload.gitLab("pipeline").with("/object_attributes/name", "Test")));
    }

    @Test
    void anUnnamedPipelineGoesByItsBranch() {
        SamplePayload unnamed = SamplePayload.gitLab("pipeline").with("/object_attributes/name", null);

        assertIgnored(read(unnamed));
        assertThat(deployment(unnamed.with("/object_attributes/ref", "deploy/production"))
                        .ref())
                .isEqualTo("deploy/production");
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "pending", "skipped", "manual"})
    void anUnfinishedPipelineIsIgnored(String status) {
        assertIgnored(read(SamplePayload.gitLab("pipeline").with("/object_attributes/status", status)));
    }

    @Test
    void aPipelineOfAMergeRequestIsNoDeploymentWhateverItsSource() {
        SamplePayload pipeline = SamplePayload.gitLab("pipeline");

        assertIgnored(read(pipeline.with("/object_attributes/source", "merge_request_event")));
        assertIgnored(read(pipeline.with("/merge_request", Map.of("iid", 1))));
        assertIgnored(read(pipeline.with("/object_attributes/ref", "refs/merge-requests/1/train")));
        assertThat(events(read(pipeline.with("/merge_request", null)))).hasSize(1);
    }

    @Test
    void aReleaseDeploysItsCommit() {
        DeploymentEvent deployment = deployment(SamplePayload.gitLab("release"));

        assertThat(deployment.externalId()).isEqualTo("release:1");
        assertThat(deployment.commitSha()).isEqualTo("ee0a3fb31ac16e11b9dbb596ad16d4af654d08f8");
        assertThat(deployment.ref()).isEqualTo("v1.1");
        assertThat(deployment.status()).isEqualTo(Status.SUCCESS);
        assertIgnored(read(SamplePayload.gitLab("release").with("/action", "delete")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "pipeline", "release"})
    void whatTheIntegrationDoesNotCountAsDeploymentIsIgnored(String kind) {
        assertIgnored(GitLabEvents.read(kind, SamplePayload.gitLab(kind).payload(), rules(Set.<DeploymentSource>of())));
    }

    @Test
    void anIncidentOpensResolvesAndOpensAgain() {
        SamplePayload opened = SamplePayload.gitLab("incident");
        SamplePayload closed = opened.with("/object_attributes/state", "closed")
                .with("/object_attributes/closed_at", "2026-03-05 18:00:00 UTC")
                .with("/object_attributes/updated_at", "2026-03-05 18:00:01 UTC");

        assertThat(incident(opened)).satisfies(incident -> {
            assertThat(incident.externalId()).isEqualTo("gitlab:gitlab.example.com:issue:301");
            assertThat(incident.openedAt()).isEqualTo("2026-03-05T17:15:43Z");
            assertThat(incident.resolvedAt()).isNull();
            assertThat(incident.severity()).isEqualTo("high");
            assertThat(incident.cause()).isNull();
        });
        assertThat(incident(closed).resolvedAt()).isEqualTo("2026-03-05T18:00:00Z");
    }

    @Test
    void anIssueIsAnIncidentWhileItCarriesTheLabel() {
        SamplePayload issue = SamplePayload.gitLab("incident")
                .with("/object_kind", "issue")
                .with("/object_attributes/type", "Issue")
                .with("/object_attributes/severity", "unknown");
        List<Map<String, String>> labels = List.of(Map.of("title", "Incident"), Map.of("title", "severity::critical"));

        assertNoIncident(read(issue));
        assertThat(incident(issue.with("/object_attributes/labels", labels)).severity())
                .isEqualTo("critical");
        assertThat(incident(issue.with("/changes", Map.of("labels", Map.of("previous", labels)))))
                .satisfies(withdrawn -> {
                    assertThat(withdrawn.cause()).isEqualTo(IncidentEvent.Cause.EXTERNAL);
                    assertThat(withdrawn.resolvedAt()).isEqualTo("2026-03-05T17:15:43Z");
                });
    }

    @Test
    void otherEventsAreIgnored() {
        assertIgnored(
                GitLabEvents.read("wiki_page", SamplePayload.gitLab("push").payload(), Readings.RULES));
    }

    @Test
    void aPayloadWithoutItsDocumentedFieldsIsUnreadableAndSaysWhere() {
        assertThatExceptionOfType(UnreadablePayloadException.class)
                .isThrownBy(() -> events(read(SamplePayload.gitLab("deployment").with("/commit_url", "nowhere"))))
                .withMessage("/commit_url does not end with the sha of a commit.");
        assertThatExceptionOfType(UnreadablePayloadException.class)
                .isThrownBy(
                        () -> events(read(SamplePayload.gitLab("merge_request").with("/object_attributes/iid", "x"))))
                .withMessage("/object_attributes/iid is not a whole number.");
    }

    private static SamplePayload merged(String action) {
        return SamplePayload.gitLab("merge_request")
                .with("/object_attributes/state", "merged")
                .with("/object_attributes/action", action)
                .with("/object_attributes/updated_at", "2026-03-04 10:00:00 UTC");
    }

    private static Reading read(SamplePayload sample) {
        return GitLabEvents.read(
                String.valueOf(sample.payload().text("/object_kind")), sample.payload(), Readings.RULES);
    }

    private static PullRequestEvent mergeRequest(SamplePayload sample) {
        return event(read(sample), PullRequestEvent.class);
    }

    private static DeploymentEvent deployment(SamplePayload sample) {
        return event(read(sample), DeploymentEvent.class);
    }

    private static IncidentEvent incident(SamplePayload sample) {
        return event(read(sample), IncidentEvent.class);
    }
}
