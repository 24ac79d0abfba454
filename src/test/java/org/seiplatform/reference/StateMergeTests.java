package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.seiplatform.reference.HistoryBuilder.at;
import static org.seiplatform.reference.HistoryBuilder.sha;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which of several states of a fact holds. */
class StateMergeTests {

    private final HistoryBuilder seeded = new HistoryBuilder();

    @Test
    void theLaterStateHoldsWhicheverCameFirst() {
        seeded.deployment("D", "a", "03-01 12:00").to("staging").stated("03-01 14:00");
        seeded.deployment("D", "b", "03-01 13:00").stated("03-01 13:00");
        assertThat(merged().deployments())
                .singleElement()
                .satisfies(deployment -> assertThat(deployment.commitSha()).isEqualTo(sha("a")))
                .satisfies(deployment -> assertThat(deployment.environment()).isEqualTo("staging"));
    }

    @Test
    void ofStatesOfTheSameTimeTheOneFurtherOnHolds() {
        seeded.deployment("D", "a", "03-01 12:00").stated("03-01 14:00");
        seeded.deployment("D", "a", "03-01 12:00").status("failure").stated("03-01 14:00");
        seeded.deployment("D", "a", "03-01 12:00")
                .inProgressSince("03-01 11:00")
                .stated("03-01 14:00");
        seeded.incident("I", "03-01 12:00").stated("03-01 14:00");
        seeded.incident("I", "03-01 12:00").resolved("03-01 13:00").stated("03-01 14:00");
        seeded.pullRequest(1, "03-01 12:00").merged("03-01 13:00", "a").stated("03-01 14:00");
        seeded.pullRequest(1, "03-01 12:00").closed("03-01 13:00").stated("03-01 14:00");
        assertThat(merged().deployments()).extracting(DeploymentFact::status).containsExactly("success");
        assertThat(merged().incidents()).doesNotContainNull().allMatch(incident -> incident.resolvedAt() != null);
        assertThat(merged().pullRequests()).extracting(PullRequestFact::state).containsExactly("merged");
    }

    @Test
    void aLaterStateTakesBackAResolution() {
        seeded.incident("I", "03-01 12:00").resolved("03-01 13:00").stated("03-01 13:00");
        seeded.incident("I", "03-01 12:00").stated("03-01 14:00");
        assertThat(merged().incidents()).singleElement().matches(incident -> incident.resolvedAt() == null);
    }

    @Test
    void aCommitsParentsAndSizesStayWhenALaterStatementLeavesThemOut() {
        seeded.commit("a", "03-01 12:00", "b").lines(3, 4).saying("Old").stated("03-01 13:00");
        seeded.commit("a", "03-01 12:00").parentsUnstated().saying("New").stated("03-01 14:00");
        assertThat(merged().commits()).singleElement().satisfies(commit -> {
            assertThat(commit.message()).isEqualTo("New");
            assertThat(commit.parents()).containsExactly(sha("b"));
            assertThat(commit.linesAdded()).isEqualTo(3);
        });
    }

    @Test
    void theDefaultBranchHoldsAgainstAnyOtherAndElseTheNewest() {
        seeded.commit("a", "03-01 12:00").on("main").stated("03-01 13:00");
        seeded.commit("a", "03-01 12:00").on("feature").stated("03-01 14:00");
        seeded.commit("b", "03-01 12:00").on("feature").stated("03-01 13:00");
        seeded.commit("b", "03-01 12:00").on("topic").stated("03-01 14:00");
        assertThat(merged().commits()).extracting(CommitFact::branch).containsExactly("main", "topic");
    }

    @Test
    void reviewsOfAllStatementsAddUp() {
        seeded.pullRequest(1, "03-01 12:00")
                .commit("b", "03-01 10:00")
                .lines(1, 2)
                .review("second", "03-01 13:00")
                .stated("03-01 13:00");
        seeded.pullRequest(1, "03-01 12:00").merged("03-01 14:00", "a").stated("03-01 14:00");
        assertThat(merged().pullRequests()).singleElement().satisfies(pull -> {
            assertThat(pull.state()).isEqualTo("merged");
            assertThat(pull.reviews()).hasSize(1);
            assertThat(pull.commits()).hasSize(1);
            assertThat(pull.linesDeleted()).isEqualTo(2);
        });
    }

    @Test
    void theSameTwiceIsTheSameOnce() {
        seeded.deployment("D", "a", "03-01 12:00");
        seeded.deployment("D", "a", "03-01 12:00");
        assertThat(merged().deployments()).hasSize(1);
    }

    @Test
    void differentStatesThatTieAreRefused() {
        seeded.deployment("D", "a", "03-01 12:00");
        seeded.deployment("D", "b", "03-01 12:00");
        assertThatIllegalArgumentException().isThrownBy(this::merged);
    }

    @Test
    void theFirstSuccessThatAProviderReportsStands() {
        assertThat(reported(
                        report("03-01 12:00", "success"),
                        report("03-01 11:00", "failure"),
                        report("03-01 20:00", "success"),
                        report("03-01 21:00", "failure")))
                .satisfies(deployment -> assertThat(deployment.status()).isEqualTo("success"))
                .satisfies(deployment -> assertThat(deployment.finishedAt()).isEqualTo(at("03-01 12:00")));
    }

    @Test
    void withoutASuccessTheLatestReportCounts() {
        assertThat(reported(report("03-01 12:00", "failure"), report("03-01 11:00", "cancelled")))
                .satisfies(deployment -> assertThat(deployment.status()).isEqualTo("failure"));
    }

    @Test
    void aSendersLaterWordCorrectsAReportedSuccessAndAnEarlierOneDoesNot() {
        DeploymentFact corrected =
                seeded.deployment("D", "a", "03-01 13:00").status("failure").fact();
        assertThat(merged(List.of(corrected), report("03-01 12:00", "success"), report("03-01 20:00", "success")))
                .satisfies(deployment -> assertThat(deployment.status()).isEqualTo("failure"));
        assertThat(merged(List.of(corrected), report("03-01 14:00", "success")))
                .satisfies(deployment -> assertThat(deployment.status()).isEqualTo("success"));
    }

    @Test
    void aSuccessThatItsSenderStatesIsUnmadeByTheSenderOnly() {
        DeploymentFact stated = seeded.deployment("D", "a", "03-01 12:00").fact();
        DeploymentFact takenBack = seeded.deployment("D", "a", "03-01 12:00")
                .status("failure")
                .stated("03-02 12:00")
                .fact();
        assertThat(merged(List.of(stated), report("03-01 11:00", "success"), report("03-01 13:00", "failure")))
                .isEqualTo(stated);
        assertThat(merged(List.of(stated, takenBack), report("03-01 13:00", "failure")))
                .isEqualTo(takenBack);
    }

    @Test
    void whatOnlySendersSayIsTheirsWhoeverSaysHowItWent() {
        DeploymentFact begun = seeded.deployment("D", "a", "03-01 12:00")
                .kind("hotfix")
                .group("g")
                .inProgressSince("03-01 11:00")
                .stated("03-01 11:00")
                .fact();
        assertThat(merged(List.of(begun), report("03-01 12:00", "success")))
                .satisfies(deployment -> assertThat(deployment.status()).isEqualTo("success"))
                .satisfies(deployment -> assertThat(deployment.kind()).isEqualTo("hotfix"))
                .satisfies(
                        deployment -> assertThat(deployment.deploymentGroup()).isEqualTo("g"));
    }

    private DeploymentReport report(String finishedAt, String status) {
        return new DeploymentReport(
                seeded.deployment("D", "a", finishedAt).status(status).fact());
    }

    private static DeploymentFact reported(DeploymentReport... reports) {
        return merged(List.of(), reports);
    }

    private static DeploymentFact merged(List<DeploymentFact> stated, DeploymentReport... reports) {
        return DeploymentMerge.of(stated, List.of(reports)).getFirst();
    }

    private History merged() {
        History all = seeded.build();
        List<Fact> statements = Stream.of(all.commits(), all.pullRequests(), all.deployments(), all.incidents())
                .<Fact>flatMap(List::stream)
                .toList();
        return History.of(all.organization(), all.repositories(), all.teams(), all.developers(), statements);
    }
}
