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

    private final HistoryBuilder seeded = new HistoryBuilder();

    @Test
    void theSecondParentOfAMergeIsDeliveredToo() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00", "a");
        seeded.commit("c", "03-02 10:00", "a");
        seeded.commit("d", "03-03 09:00", "b", "c");
        seeded.deployment("D1", "b", "03-02 12:00");
        seeded.deployment("D2", "d", "03-03 12:00");
        assertThat(delivered("D2")).isEqualTo(shas("c", "d"));
    }

    @Test
    void aFailedAttemptDeliversNothingAndTakesNothingAway() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00", "a");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("X", "b", "03-02 12:00").status("failure");
        seeded.deployment("D2", "b", "03-03 12:00");
        assertThat(delivered("D2")).isEqualTo(shas("b"));
    }

    @Test
    void eachEnvironmentGetsACommitForItself() {
        seeded.commit("a", "03-01 09:00");
        seeded.deployment("S", "a", "03-01 12:00").to("staging");
        seeded.deployment("D", "a", "03-02 12:00");
        assertThat(delivered("S")).isEqualTo(shas("a"));
        assertThat(delivered("D")).isEqualTo(shas("a"));
    }

    @Test
    void deploymentsThatFinishTogetherAreOrderedByExternalIdByCodePoint() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-01 10:00", "a");
        seeded.deployment("d", "a", "03-02 12:00");
        seeded.deployment("Z", "b", "03-02 12:00");
        assertThat(delivered("Z")).isEqualTo(shas("a", "b"));
        assertThat(delivered("d")).isEmpty();
    }

    @Test
    void aDeployedCommitThatWasNeverReceivedIsDeliveredAlone() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-02 12:00");
        assertThat(delivered("D2")).isEqualTo(shas("b"));
        assertThat(leadTimes()).isEmpty();
    }

    @Test
    void aParentThatWasNeverReceivedIsDeliveredAndEndsTheWalk() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("c", "03-03 09:00", "b");
        seeded.deployment("D1", "c", "03-03 12:00");
        seeded.deployment("D2", "b", "03-04 12:00");
        assertThat(delivered("D1")).isEqualTo(shas("b", "c"));
        assertThat(delivered("D2")).isEmpty();
    }

    @Test
    void unstatedParentsBringTheDefaultBranchSinceThePreviousDeployedCommit() {
        seeded.commit("a", "03-01 09:00").parentsUnstated();
        seeded.commit("b", "03-02 09:00").parentsUnstated();
        seeded.commit("c", "03-02 10:00").parentsUnstated().on("main");
        seeded.commit("d", "03-02 11:00").parentsUnstated().on("feature");
        seeded.commit("e", "03-03 09:00").parentsUnstated();
        seeded.commit("f", "03-03 09:00").parentsUnstated();
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "e", "03-04 12:00");
        assertThat(delivered("D1")).isEqualTo(shas("a"));
        assertThat(delivered("D2")).isEqualTo(shas("b", "c", "e", "f"));
    }

    @Test
    void theSpanBeginsAfterThePreviousDeployedCommit() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-01 09:00");
        seeded.commit("c", "03-02 09:00").parentsUnstated();
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "c", "03-02 12:00");
        assertThat(delivered("D2")).isEqualTo(shas("c"));
    }

    @Test
    void oneAncestorWithUnstatedParentsIsEnoughToLookAtTheTime() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00").parentsUnstated();
        seeded.commit("c", "03-03 09:00", "b");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "c", "03-03 12:00");
        seeded.commit("d", "03-02 10:00", "a");
        assertThat(delivered("D2")).isEqualTo(shas("b", "c", "d"));
    }

    @Test
    void aPreviousCommitThatWasNeverReceivedLeavesThePastOpen() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00").parentsUnstated();
        seeded.deployment("D1", "f", "03-01 12:00");
        seeded.deployment("D2", "b", "03-03 12:00");
        assertThat(delivered("D2")).isEqualTo(shas("a", "b"));
    }

    @Test
    void aListIsTakenInsteadOfTheGraphLessWhatWasDeliveredEarlier() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00", "a");
        seeded.commit("c", "03-03 09:00", "b");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "c", "03-03 12:00").listing("a", "c", "f");
        assertThat(delivered("D2")).isEqualTo(shas("c", "f"));
    }

    @Test
    void whatAListLeavesOutIsThereAllTheSameAndNotDeliveredLater() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00", "a");
        seeded.commit("c", "03-03 09:00", "b");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "c", "03-03 12:00").listing("c");
        seeded.deployment("D3", "b", "03-04 12:00");
        assertThat(delivered("D3")).isEmpty();
    }

    @Test
    void anEmptyListDeliversNothing() {
        seeded.commit("a", "03-01 09:00");
        seeded.deployment("D", "a", "03-01 12:00").listing();
        assertThat(delivered("D")).isEmpty();
    }

    @Test
    void theCommitsOfABaselineHaveNoLeadTime() {
        seeded.commit("a", "03-01 09:00");
        seeded.deployment("D", "a", "03-01 12:00");
        assertThat(leadTimes()).isEmpty();
    }

    @Test
    void aMergeCommitHasNoLeadTimeAndUnstatedParentsMakeNoMerge() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00").parentsUnstated();
        seeded.commit("c", "03-02 10:00", "a", "b");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "c", "03-02 12:00");
        assertThat(leadTimes()).containsExactly(3 * 3600.0);
    }

    @Test
    void theResultOfAPullRequestStartsWithTheFirstCommitOfIt() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-05 09:00", "a");
        seeded.pullRequest(1, "03-03 09:00")
                .commit("c", "03-03 08:00")
                .commit("d", "03-02 12:00")
                .merged("03-05 09:00", "b");
        seeded.pullRequest(2, "03-03 09:00").commit("e", "03-01 08:00").closed("03-05 09:00");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-05 12:00");
        assertThat(leadTimes()).containsExactly(3 * 24 * 3600.0);
    }

    @Test
    void aPullRequestWithoutCommitsLeavesTheStartToTheCommit() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-05 09:00", "a").authored("03-05 08:00");
        seeded.pullRequest(1, "03-03 09:00").merged("03-05 09:00", "b");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-05 12:00");
        assertThat(leadTimes()).containsExactly(4 * 3600.0);
    }

    @Test
    void aCommitAuthoredAfterItsDeploymentCountsAsZeroAndIsReported() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00", "a").authored("03-02 13:00");
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-02 12:00");
        assertThat(leadTimes()).containsExactly(0.0);
        assertThat(seeded.metrics()
                        .dataQuality(question(), HistoryBuilder.MARCH, HistoryBuilder.at("04-01 00:00"))
                        .negativeDurations()
                        .leadTimes())
                .isEqualTo(1);
    }

    @Test
    void anotherRepositorysCommitOfTheSameShaIsAnotherCommit() {
        UUID other = new UUID(0, 2);
        seeded.repository(other);
        seeded.commit("a", "03-01 09:00").of(other);
        seeded.deployment("D", "a", "03-01 12:00");
        seeded.deployment("E", "a", "03-02 12:00").of(other);
        assertThat(delivered("D")).isEqualTo(shas("a"));
        assertThat(delivered("E")).isEqualTo(shas("a"));
    }

    private MetricQuestion question() {
        return MetricQuestion.about(seeded.build());
    }

    private Set<String> delivered(String deployment) {
        return new Derived(seeded.build())
                .deliveries().stream()
                        .filter(delivery -> delivery.deployment().externalId().equals(deployment))
                        .findFirst()
                        .orElseThrow()
                        .delivered();
    }

    private List<Double> leadTimes() {
        return seeded.metrics().leadTimes(question(), HistoryBuilder.MARCH).stream()
                .map(LeadTime::seconds)
                .toList();
    }

    private static Set<String> shas(String... names) {
        return Stream.of(names).map(name -> sha(name)).collect(Collectors.toSet());
    }
}
