package org.seiplatform.source.webhook.gitea;

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
import java.util.Objects;
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
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Reading.Facts;
import org.seiplatform.source.webhook.payload.Readings;
import org.seiplatform.source.webhook.payload.ReportedRepository;
import org.seiplatform.source.webhook.payload.SamplePayload;
import org.seiplatform.source.webhook.payload.TagStatement.Publication;
import org.seiplatform.source.webhook.payload.TagStatement.Released;
import org.seiplatform.source.webhook.payload.TagStatement.Tagged;
import org.seiplatform.source.webhook.payload.UnreadablePayloadException;

class GiteaEventsTests {

    private static final String SHA = "b2dd3b3d8a8f6d5ac0f8c9a5bb2b5d80f36f2a11";
    private static final SamplePayload PUSH = GiteaPayloads.of("push");
    private static final SamplePayload PULL_REQUEST = GiteaPayloads.of("pull_request");
    private static final SamplePayload APPROVED = GiteaPayloads.of("pull_request_approved");
    private static final SamplePayload RELEASE = GiteaPayloads.of("release");
    private static final SamplePayload ISSUE = GiteaPayloads.of("issue");
    private static final SamplePayload WORKFLOW_RUN = GiteaPayloads.of("workflow_run");

    @Test
    void aPushBringsItsCommits() {
        List<CommitEvent> commits =
                events(read("push", PUSH)).stream().map(CommitEvent.class::cast).toList();

        assertThat(commits).hasSize(2);
        CommitEvent commit = commits.getFirst();
        assertThat(commit.sha()).isEqualTo(SHA);
        assertThat(commit.branch()).isEqualTo("main");
        assertThat(commit.author()).isEqualTo(new Person("Ada", "ada@example.org", "ada"));
        assertThat(commit.committedAt()).isEqualTo("2026-03-02T09:00:00Z");
    }

    @Test
    void aRepositoryIsKnownByItsNumberOnItsHost() {
        ReportedRepository repository = ((Facts) read("push", PUSH)).repository();

        assertThat(repository.host()).isEqualTo("git.example.org");
        assertThat(repository.providerId()).isEqualTo("421133");
        assertThat(repository.name()).isEqualTo("shop/checkout");
        assertThat(repository.defaultBranch()).isEqualTo("main");
        assertThat(repository.updatedAt()).isEqualTo("2026-03-02T09:00:00Z");
    }

    /** An annotated tag is an object of its own, which {@code after} names. */
    @Test
    void aPushedTagPointsToItsCommit() {
        Facts facts = (Facts) read("push", GiteaPayloads.of("tag_push"));

        assertThat(facts.tag()).isInstanceOfSatisfying(Tagged.class, tagged -> {
            assertThat(tagged.tag()).isEqualTo("v1.4.0");
            assertThat(tagged.commitSha()).isEqualTo(SHA);
        });
    }

    @Test
    void aPullRequestIsOpenedReadyForReview() {
        PullRequestEvent opened = pullRequest(PULL_REQUEST);

        assertThat(opened.number()).isEqualTo(12);
        assertThat(opened.state()).isEqualTo(State.OPEN);
        assertThat(opened.author()).isEqualTo(new Person(null, null, "ada"));
        assertThat(opened.readyForReviewAt()).isEqualTo("2026-03-01T08:00:00Z");
        assertThat(opened.labels()).containsExactly("bug");
        assertThat(opened.linesAdded()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WIP: Round totals", "[wip] Round totals"})
    void aDraftOfAnOlderServerShowsInItsTitle(String title) {
        assertThat(pullRequest(PULL_REQUEST.with("/pull_request/title", title)).readyForReviewAt())
                .isNull();
        assertThat(pullRequest(PULL_REQUEST
                                .with("/action", "edited")
                                .with("/changes", Map.of("title", Map.of("from", title)))
                                .with("/pull_request/updated_at", "2026-03-01T09:00:00Z"))
                        .readyForReviewAt())
                .isEqualTo("2026-03-01T09:00:00Z");
    }

    @Test
    void aDraftIsNotReadyForReview() {
        assertThat(pullRequest(PULL_REQUEST.with("/pull_request/draft", true)).readyForReviewAt())
                .isNull();
    }

    @Test
    void aMergedPullRequestNamesItsMergeCommit() {
        PullRequestEvent merged = pullRequest(GiteaPayloads.of("pull_request_merged"));

        assertThat(merged.state()).isEqualTo(State.MERGED);
        assertThat(merged.mergedAt()).isEqualTo("2026-03-02T09:00:05Z");
        assertThat(merged.mergeCommitSha()).isEqualTo(SHA);
        assertThat(merged.updatedAt()).isAfter("2026-03-02T09:00:05Z");
    }

    @ParameterizedTest
    @CsvSource({
        "pull_request_approved, APPROVED",
        "pull_request_rejected, CHANGES_REQUESTED",
        "pull_request_comment, COMMENTED"
    })
    void aReviewHasTheVerdictOfItsEvent(String name, ReviewState verdict) {
        assertThat(event(read(name, APPROVED), PullRequestEvent.class).reviews())
                .singleElement()
                .satisfies(review -> {
                    assertThat(review.state()).isEqualTo(verdict);
                    assertThat(review.reviewer()).isEqualTo(new Person(null, null, "bob"));
                    assertThat(review.submittedAt()).isEqualTo("2026-03-01T12:00:00Z");
                    assertThat(review.recurring()).isTrue();
                });
    }

    @Test
    void aReleaseIsADeploymentOnceItsTagIsKnown() {
        Released released = released(RELEASE);

        assertThat(released.tag()).isEqualTo("v1.4.0");
        assertThat(released.publication()).isEqualTo(Publication.RELEASE);
        assertThat(released.promotedAt()).isEqualTo("2026-03-05T15:20:53Z");
    }

    @Test
    void aPrereleaseIsPromotedWhenTheNewsArrives() {
        SamplePayload prerelease = RELEASE.with("/release/prerelease", true);
        Released published = released(prerelease);
        Released promoted = released(RELEASE.with("/action", "updated"));

        assertThat(published.promotedAt()).isNull();
        assertThat(published.publication()).isEqualTo(Publication.PRERELEASE);
        assertThat(promoted.promotedAt()).isEqualTo(SamplePayload.RECEIVED_AT);
        assertThat(promoted.updatedAt()).isAfter(published.updatedAt());
    }

    @Test
    void draftsAndDeletedReleasesAreIgnored() {
        assertIgnored(read("release", RELEASE.with("/release/draft", true)));
        assertIgnored(read("release", RELEASE.with("/action", "deleted")));
    }

    @Test
    void anIssueWithTheLabelIsAnIncident() {
        IncidentEvent incident = event(read("issues", ISSUE), IncidentEvent.class);

        assertThat(incident.externalId()).isEqualTo("gitea:git.example.org:issue:9001");
        assertThat(incident.severity()).isEqualTo("high");
        assertThat(incident.openedAt()).isEqualTo("2026-03-03T10:00:00Z");
        assertThat(incident.resolvedAt()).isNull();
        assertThat(event(
                                read(
                                        "issues",
                                        ISSUE.with("/action", "closed")
                                                .with("/issue/state", "closed")
                                                .with("/issue/closed_at", "2026-03-03T11:00:00Z")),
                                IncidentEvent.class)
                        .resolvedAt())
                .isEqualTo("2026-03-03T11:00:00Z");
    }

    @Test
    void anIssueWithoutTheLabelIsNone() {
        assertNoIncident(read("issues", ISSUE.with("/action", "label_cleared").with("/issue/labels", List.of())));
    }

    @Test
    void aCompletedRunOfADeployingWorkflowIsADeployment() {
        DeploymentEvent deployment = event(read("workflow_run", WORKFLOW_RUN), DeploymentEvent.class);

        assertThat(deployment.externalId()).isEqualTo("workflow_run:512:1");
        assertThat(deployment.status()).isEqualTo(Status.SUCCESS);
        assertThat(deployment.commitSha()).isEqualTo(SHA);
        assertThat(deployment.startedAt()).isEqualTo("2026-03-02T09:01:00Z");
        assertThat(deployment.finishedAt()).isEqualTo("2026-03-02T09:04:30Z");
        assertThat(deployment.deployedBy()).isEqualTo(new Person(null, null, "bob"));
    }

    @Test
    void aWorkflowWithoutANameGoesByItsFile() {
        assertThat(GiteaEvents.workflowRun(
                        "workflow_run",
                        WORKFLOW_RUN.with("/workflow/name", null).payload()))
                .hasValueSatisfying(run -> assertThat(run.name()).isEqualTo("deploy.yml"));
    }

    @Test
    void aRunThatNeverBeganStartsWhenItEnds() {
        DeploymentEvent cancelled = event(
                read(
                        "workflow_run",
                        WORKFLOW_RUN
                                .with("/workflow_run/conclusion", "cancelled")
                                .with("/workflow_run/started_at", "0001-01-01T00:00:00Z")),
                DeploymentEvent.class);

        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
        assertThat(cancelled.startedAt()).isEqualTo("2026-03-02T09:04:30Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"})
    void aRunWithoutTimesIsOverSinceItsDeliveryCame(String none) {
        SamplePayload run = WORKFLOW_RUN
                .with("/workflow_run/conclusion", "cancelled")
                .with("/workflow_run/started_at", none)
                .with("/workflow_run/completed_at", none);
        DeploymentEvent cancelled = event(read("workflow_run", run), DeploymentEvent.class);

        assertThat(cancelled.startedAt()).isEqualTo(run.payload().receivedAt());
        assertThat(cancelled.finishedAt()).isEqualTo(run.payload().receivedAt());
    }

    @ParameterizedTest
    @CsvSource({
        "/action, in_progress",
        "/workflow/name, Tests",
        "/workflow_run/event, pull_request",
        "/workflow_run/conclusion, skipped"
    })
    void otherRunsAreNone(String pointer, String value) {
        assertIgnored(read("workflow_run", WORKFLOW_RUN.with(pointer, value)));
    }

    @Test
    void aRunOfAForkIsNone() {
        assertIgnored(read("workflow_run", WORKFLOW_RUN.with("/workflow_run/head_repository/id", 5)));
    }

    @ParameterizedTest
    @CsvSource({"release, release", "workflow_run, workflow_run"})
    void whatTheIntegrationDoesNotCountIsIgnored(String name, String sample) {
        assertIgnored(GiteaEvents.read(name, GiteaPayloads.of(sample).payload(), rules(Set.of())));
    }

    @Test
    void everythingElseIsIgnored() {
        assertIgnored(read("issue_comment", ISSUE));
        assertIgnored(read("fork", PUSH));
        assertIgnored(read("repository", PUSH.with("/action", "deleted")));
    }

    @ParameterizedTest
    @CsvSource({
        "push, push, /ref",
        "push, push, /repository",
        "pull_request, pull_request, /pull_request",
        "pull_request, pull_request, /pull_request/number",
        "pull_request_approved, pull_request_approved, /sender",
        "pull_request_approved, pull_request_approved, /pull_request/updated_at",
        "release, release, /release/published_at",
        "issues, issue, /issue/id",
        "workflow_run, workflow_run, /workflow_run/completed_at",
        "repository, push, /repository/full_name"
    })
    void whatIsMissingOrOfAnotherTypeIsSaid(String name, String sample, String pointer) {
        for (@Nullable Object hostile : new @Nullable Object[] {null, List.of(), List.of(List.of()), true}) {
            SamplePayload payload = GiteaPayloads.of(sample).with(pointer, hostile);

            assertThatExceptionOfType(UnreadablePayloadException.class)
                    .isThrownBy(() -> facts(name, payload))
                    .withMessageContaining(pointer);
        }
    }

    @Test
    void aCommitThatCannotBeReadCostsNothingButItself() {
        Payload payload =
                PUSH.with("/commits", List.of(1, "x", Map.of("id", "no sha"))).payload();

        assertThat(events(GiteaEvents.read("push", payload, Readings.RULES))).hasSize(1);
        assertThat(payload.leftOut().count()).isPositive();
    }

    @Test
    void timesThatNobodyCanHaveMeantAreBroughtIntoRange() {
        SamplePayload far = PUSH.with("/head_commit/timestamp", "99999-01-01T00:00:00+19:00")
                .with("/commits", List.of());

        assertThat(((CommitEvent) events(read("push", far)).getFirst()).committedAt())
                .isBefore(Instant.parse("+10000-01-01T00:00:00Z"));
    }

    private static void facts(String name, SamplePayload sample) {
        if (read(name, sample) instanceof Facts facts) {
            facts.events().apply(Readings.REPOSITORY);
        }
    }

    private static Reading read(String name, SamplePayload sample) {
        return GiteaEvents.read(name, sample.payload(), Readings.RULES);
    }

    private static PullRequestEvent pullRequest(SamplePayload sample) {
        return event(read("pull_request", sample), PullRequestEvent.class);
    }

    private static Released released(SamplePayload sample) {
        return (Released) Objects.requireNonNull(((Facts) read("release", sample)).tag());
    }
}
