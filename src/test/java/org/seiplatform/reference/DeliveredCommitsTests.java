package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.reference.HistoryBuilder.sha;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** "Delivered commits of a successful deployment". */
class DeliveredCommitsTests {

    private final HistoryBuilder told = new HistoryBuilder();

    @Test
    void theSecondParentOfAMergeIsDeliveredToo() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-02 09:00", "a");
        told.commit("c", "03-02 10:00", "a");
        told.commit("d", "03-03 09:00", "b", "c");
        told.deployment("D1", "b", "03-02 12:00");
        told.deployment("D2", "d", "03-03 12:00");
        assertThat(delivered("D2")).isEqualTo(shas("c", "d"));
    }

    @Test
    void aFailedAttemptDeliversNothingAndTakesNothingAway() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-02 09:00", "a");
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("X", "b", "03-02 12:00").status("failure");
        told.deployment("D2", "b", "03-03 12:00");
        assertThat(delivered("D2")).isEqualTo(shas("b"));
    }

    @Test
    void eachEnvironmentGetsACommitForItself() {
        told.commit("a", "03-01 09:00");
        told.deployment("S", "a", "03-01 12:00").to("staging");
        told.deployment("D", "a", "03-02 12:00");
        assertThat(delivered("S")).isEqualTo(shas("a"));
        assertThat(delivered("D")).isEqualTo(shas("a"));
    }

    @Test
    void deploymentsThatFinishTogetherAreOrderedByExternalIdByCodePoint() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-01 10:00", "a");
        told.deployment("d", "a", "03-02 12:00");
        told.deployment("Z", "b", "03-02 12:00");
        assertThat(delivered("Z")).isEqualTo(shas("a", "b"));
        assertThat(delivered("d")).isEmpty();
    }

    @Test
    void aDeployedCommitThatWasNeverReceivedIsDeliveredAlone() {
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "b", "03-02 12:00");
        assertThat(delivered("D2")).isEqualTo(shas("b"));
        assertThat(leadTimes()).isEmpty();
    }

    @Test
    void aParentThatWasNeverReceivedIsDeliveredAndEndsTheWalk() {
        told.commit("a", "03-01 09:00");
        told.commit("c", "03-03 09:00", "b");
        told.deployment("D1", "c", "03-03 12:00");
        told.deployment("D2", "b", "03-04 12:00");
        assertThat(delivered("D1")).isEqualTo(shas("b", "c"));
        assertThat(delivered("D2")).isEmpty();
    }

    @Test
    void unstatedParentsBringTheDefaultBranchSinceThePreviousDeployedCommit() {
        told.commit("a", "03-01 09:00").parentsUnstated();
        told.commit("b", "03-02 09:00").parentsUnstated();
        told.commit("c", "03-02 10:00").parentsUnstated().on("main");
        told.commit("d", "03-02 11:00").parentsUnstated().on("feature");
        told.commit("e", "03-03 09:00").parentsUnstated();
        told.commit("f", "03-03 09:00").parentsUnstated();
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "e", "03-04 12:00");
        assertThat(delivered("D1")).isEqualTo(shas("a"));
        assertThat(delivered("D2")).isEqualTo(shas("b", "c", "e", "f"));
    }

    @Test
    void theSpanBeginsAfterThePreviousDeployedCommit() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-01 09:00");
        told.commit("c", "03-02 09:00").parentsUnstated();
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "c", "03-02 12:00");
        assertThat(delivered("D2")).isEqualTo(shas("c"));
    }

    @Test
    void oneAncestorWithUnstatedParentsIsEnoughToLookAtTheTime() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-02 09:00").parentsUnstated();
        told.commit("c", "03-03 09:00", "b");
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "c", "03-03 12:00");
        told.commit("d", "03-02 10:00", "a");
        assertThat(delivered("D2")).isEqualTo(shas("b", "c", "d"));
    }

    @Test
    void aPreviousCommitThatWasNeverReceivedLeavesThePastOpen() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-02 09:00").parentsUnstated();
        told.deployment("D1", "f", "03-01 12:00");
        told.deployment("D2", "b", "03-03 12:00");
        assertThat(delivered("D2")).isEqualTo(shas("a", "b"));
    }

    @Test
    void aListIsTakenInsteadOfTheGraphLessWhatWasDeliveredEarlier() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-02 09:00", "a");
        told.commit("c", "03-03 09:00", "b");
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "c", "03-03 12:00").listing("a", "c", "f");
        assertThat(delivered("D2")).isEqualTo(shas("c", "f"));
    }

    @Test
    void whatAListLeavesOutIsThereAllTheSameAndNotDeliveredLater() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-02 09:00", "a");
        told.commit("c", "03-03 09:00", "b");
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "c", "03-03 12:00").listing("c");
        told.deployment("D3", "b", "03-04 12:00");
        assertThat(delivered("D3")).isEmpty();
    }

    @Test
    void anEmptyListDeliversNothing() {
        told.commit("a", "03-01 09:00");
        told.deployment("D", "a", "03-01 12:00").listing();
        assertThat(delivered("D")).isEmpty();
    }

    @Test
    void theCommitsOfABaselineHaveNoLeadTime() {
        told.commit("a", "03-01 09:00");
        told.deployment("D", "a", "03-01 12:00");
        assertThat(leadTimes()).isEmpty();
    }

    @Test
    void aMergeCommitHasNoLeadTimeAndUnstatedParentsMakeNoMerge() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-02 09:00").parentsUnstated();
        told.commit("c", "03-02 10:00", "a", "b");
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "c", "03-02 12:00");
        assertThat(leadTimes()).containsExactly(3 * 3600.0);
    }

    @Test
    void theResultOfAPullRequestStartsWithTheFirstCommitOfIt() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-05 09:00", "a");
        told.pullRequest(1, "03-03 09:00")
                .commit("c", "03-03 08:00")
                .commit("d", "03-02 12:00")
                .merged("03-05 09:00", "b");
        told.pullRequest(2, "03-03 09:00").commit("e", "03-01 08:00").closed("03-05 09:00");
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "b", "03-05 12:00");
        assertThat(leadTimes()).containsExactly(3 * 24 * 3600.0);
    }

    @Test
    void aPullRequestWithoutCommitsLeavesTheStartToTheCommit() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-05 09:00", "a").authored("03-05 08:00");
        told.pullRequest(1, "03-03 09:00").merged("03-05 09:00", "b");
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "b", "03-05 12:00");
        assertThat(leadTimes()).containsExactly(4 * 3600.0);
    }

    @Test
    void aCommitAuthoredAfterItsDeploymentCountsAsZeroAndIsReported() {
        told.commit("a", "03-01 09:00");
        told.commit("b", "03-02 09:00", "a").authored("03-02 13:00");
        told.deployment("D1", "a", "03-01 12:00");
        told.deployment("D2", "b", "03-02 12:00");
        assertThat(leadTimes()).containsExactly(0.0);
        assertThat(told.metrics()
                        .dataQuality(question(), HistoryBuilder.MARCH, HistoryBuilder.at("04-01 00:00"))
                        .negativeDurations()
                        .leadTimes())
                .isEqualTo(1);
    }

    @Test
    void anotherRepositorysCommitOfTheSameShaIsAnotherCommit() {
        UUID other = new UUID(0, 2);
        told.repository(other);
        told.commit("a", "03-01 09:00").of(other);
        told.deployment("D", "a", "03-01 12:00");
        told.deployment("E", "a", "03-02 12:00").of(other);
        assertThat(delivered("D")).isEqualTo(shas("a"));
        assertThat(delivered("E")).isEqualTo(shas("a"));
    }

    private MetricQuestion question() {
        return MetricQuestion.about(told.build());
    }

    private Set<String> delivered(String deployment) {
        return new Derived(told.build())
                .deliveries().stream()
                        .filter(delivery -> delivery.deployment().externalId().equals(deployment))
                        .findFirst()
                        .orElseThrow()
                        .delivered();
    }

    private List<Double> leadTimes() {
        return told.metrics().leadTimes(question(), HistoryBuilder.MARCH).stream()
                .map(LeadTime::seconds)
                .toList();
    }

    private static Set<String> shas(String... names) {
        return Stream.of(names).map(name -> sha(name)).collect(Collectors.toSet());
    }
}
