package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.reference.HistoryBuilder.sha;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Kind" of a deployment, and what it remediates. */
class DeploymentKindTests {

    private final HistoryBuilder seeded = new HistoryBuilder();

    @BeforeEach
    void aRowOfCommits() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00", "a");
        seeded.commit("c", "03-03 09:00", "b");
    }

    @Test
    void goingBackToAnAncestorIsARollback() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-02 12:00");
        seeded.deployment("D3", "a", "03-02 13:00");
        assertThat(delivery("D3").kind()).isEqualTo("rollback");
        assertThat(delivery("D3").remediates()).isEqualTo("D2");
    }

    @Test
    void theSameCommitAgainIsARedeploy() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "a", "03-02 12:00").ref("hotfix/x");
        assertThat(delivery("D2").kind()).isEqualTo("redeploy");
    }

    @Test
    void whereParentsAreUnstatedAnOlderCommitIsNoRollbackUnlessItWasDeployed() {
        seeded.commit("d", "03-04 09:00").parentsUnstated();
        seeded.commit("e", "03-05 09:00").parentsUnstated();
        seeded.commit("f", "03-06 09:00").parentsUnstated();
        seeded.deployment("D1", "d", "03-04 12:00");
        seeded.deployment("D2", "f", "03-06 12:00");
        seeded.deployment("D3", "e", "03-06 13:00");
        seeded.deployment("D4", "d", "03-06 14:00");
        assertThat(delivery("D3").kind()).isEqualTo("planned");
        assertThat(delivery("D4").kind()).isEqualTo("rollback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hotfix", "hotfix/login", "release-hotfix", "refs/heads/HOTFIX_1"})
    void aRefThatNamesAHotfixMakesOne(String ref) {
        seeded.deployment("D", "a", "03-01 12:00").ref(ref);
        assertThat(delivery("D").kind()).isEqualTo("hotfix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hotfixes", "prehotfix", "main"})
    void anyOtherRefDoesNot(String ref) {
        seeded.deployment("D", "a", "03-01 12:00").ref(ref);
        assertThat(delivery("D").kind()).isEqualTo("planned");
    }

    @Test
    void theLabelOfADeliveredPullRequestMakesAHotfix() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "c", "03-03 12:00");
        seeded.pullRequest(1, "03-02 08:00").merged("03-02 09:00", "b").labelled("bug", "type/hotfix");
        assertThat(delivery("D2").kind()).isEqualTo("hotfix");
    }

    @Test
    void theLabelOfAPullRequestThatWasDeliveredEarlierDoesNot() {
        seeded.deployment("D1", "b", "03-02 12:00");
        seeded.deployment("D2", "c", "03-03 12:00");
        seeded.pullRequest(1, "03-02 08:00").merged("03-02 09:00", "b").labelled("hotfix");
        assertThat(delivery("D1").kind()).isEqualTo("hotfix");
        assertThat(delivery("D2").kind()).isEqualTo("planned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"03-08 12:00", "03-10 12:00"})
    void aRevertOfWhatCameWithinSevenDaysIsAHotfix(String finishedAt) {
        seeded.commit("d", "03-08 09:00", "c").saying("This reverts commit " + sha("c").substring(0, 7) + ".");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "c", "03-03 12:00");
        seeded.deployment("D3", "d", finishedAt);
        assertThat(delivery("D3").kind()).isEqualTo("hotfix");
    }

    @Test
    void aRevertOfWhatCameEarlierThanThatIsPlanned() {
        seeded.commit("d", "03-08 09:00", "c").saying("This reverts commit " + sha("c") + ".");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "c", "03-03 12:00");
        seeded.deployment("D3", "d", "03-10 12:01");
        assertThat(delivery("D3").kind()).isEqualTo("planned");
    }

    @Test
    void aRevertThatComesWithWhatItRevertsIsPlanned() {
        seeded.commit("d", "03-04 09:00", "c").saying("This reverts commit " + sha("c") + ".");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "d", "03-04 12:00");
        assertThat(delivery("D2").kind()).isEqualTo("planned");
    }

    @Test
    void aRevertOfWhatTheBaselineBroughtIsAHotfix() {
        seeded.commit("d", "03-03 10:00", "c").saying("This reverts commit " + sha("a") + ".");
        seeded.deployment("D1", "c", "03-03 09:30");
        seeded.deployment("D2", "d", "03-03 12:00");
        assertThat(delivery("D2").kind()).isEqualTo("hotfix");
    }

    @Test
    void whatTheSenderStatesWinsOverTheRules() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "a", "03-02 12:00").kind("planned").ref("hotfix/x");
        seeded.deployment("D3", "c", "03-03 12:00").kind("rollback");
        assertThat(delivery("D2").kind()).isEqualTo("planned");
        assertThat(delivery("D3").kind()).isEqualTo("rollback");
    }

    @Test
    void aRepairThatNamesADeploymentRemediatesNoOther() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-02 12:00");
        seeded.deployment("D3", "c", "03-03 12:00").kind("hotfix").remediates("D1");
        assertThat(delivery("D3").remediates()).isEqualTo("D1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "D3", "D4", "S"})
    void aRepairThatNamesNothingEarlierInItsEnvironmentRemediatesNothing(String named) {
        seeded.deployment("S", "a", "03-01 11:00").to("staging");
        seeded.deployment("D2", "b", "03-02 12:00");
        seeded.deployment("D3", "c", "03-03 12:00").kind("hotfix").remediates(named);
        seeded.deployment("D4", "c", "03-04 12:00");
        assertThat(delivery("D3").remediates()).isNull();
    }

    @Test
    void aRepairRemediatesThePreviousDeploymentForSevenDaysAndNoLonger() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-08 12:00").kind("hotfix");
        seeded.deployment("D3", "c", "03-15 12:01").kind("hotfix");
        assertThat(delivery("D2").remediates()).isEqualTo("D1");
        assertThat(delivery("D3").remediates()).isNull();
    }

    private Delivery delivery(String deployment) {
        return new Derived(seeded.build())
                .deliveries().stream()
                        .filter(delivery -> delivery.deployment().externalId().equals(deployment))
                        .findFirst()
                        .orElseThrow();
    }
}
