package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.reference.DoraAnswer.ChangeFailRate;
import org.seiplatform.reference.DoraAnswer.FailedDeploymentRecoveryTime;

/** "Change fail rate" and "Failed deployment recovery time". */
class FailureTests {

    private static final double HOUR = 3600;

    private final HistoryBuilder seeded = new HistoryBuilder();

    @BeforeEach
    void twoCommits() {
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00", "a");
    }

    @Test
    void severalIncidentsOnOneDeploymentCountOnce() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-02 12:00");
        seeded.incident("I", "03-02 13:00").resolved("03-02 14:00");
        seeded.incident("J", "03-02 13:00").resolved("03-02 18:00");
        assertThat(failRate().failed()).isEqualTo(1);
        assertThat(failRate().value()).isEqualTo(0.5);
        assertThat(recovery().value()).isEqualTo(6 * HOUR);
    }

    @Test
    void oneUnresolvedIncidentKeepsTheDeploymentOpenThoughItWasRolledBack() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-02 12:00");
        seeded.deployment("D3", "a", "03-02 13:00");
        seeded.incident("I", "03-02 12:30").resolved("03-02 14:00");
        seeded.incident("J", "03-02 12:30");
        assertThat(recovery().open()).isEqualTo(1);
        assertThat(recovery().value()).isNull();
        assertThat(recovery().reason()).isEqualTo("not_recovered");
        assertThat(recovery().sampleSize()).isZero();
    }

    @Test
    void withoutAnIncidentTheFirstRemediationIsTheRecovery() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-02 12:00").kind("hotfix");
        seeded.deployment("D3", "b", "03-02 18:00").kind("hotfix").remediates("D1");
        assertThat(failRate().failed()).isEqualTo(1);
        assertThat(recovery().value()).isEqualTo(24 * HOUR);
    }

    @Test
    void anExplicitFailureNeedsNoIncident() {
        seeded.deployment("D1", "a", "03-01 12:00").failed(true);
        assertThat(failRate().value()).isEqualTo(1);
        assertThat(recovery().open()).isEqualTo(1);
    }

    @Test
    void anExplicitSuccessOverrulesIncidentsAndRemediation() {
        seeded.deployment("D1", "a", "03-01 12:00").failed(false);
        seeded.deployment("D2", "b", "03-02 12:00").kind("hotfix").remediates("D1");
        seeded.incident("I", "03-01 13:00").resolved("03-01 14:00");
        assertThat(failRate().value()).isZero();
        assertThat(recovery().open()).isZero();
        assertThat(recovery().reason()).isEqualTo("no_failures");
    }

    @Test
    void silenceIsNotQuality() {
        seeded.deployment("D1", "a", "03-01 12:00");
        assertThat(failRate().value()).isNull();
        assertThat(failRate().reason()).isEqualTo("no_failure_signal");
        assertThat(failRate().sampleSize()).isZero();
        assertThat(failRate().rating()).isNull();
    }

    @Test
    void anyIncidentEverMakesZeroAMeasurement() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.incident("I", "02-01 13:00").external();
        assertThat(failRate().value()).isZero();
        assertThat(failRate().rating()).isEqualTo("elite");
        assertThat(failRate().sampleSize()).isEqualTo(1);
    }

    @Test
    void aFailureByAnotherRuleNeedsNoIncidentToBeMeasured() {
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("D2", "b", "03-02 12:00").kind("hotfix");
        assertThat(failRate().value()).isEqualTo(0.5);
    }

    @Test
    void aDeploymentFailsInThePeriodInWhichItFinishedWhateverWhenItRecovers() {
        seeded.deployment("D1", "a", "03-30 23:00");
        seeded.deployment("D2", "b", "04-02 23:00").kind("hotfix");
        assertThat(failRate().failed()).isEqualTo(1);
        assertThat(recovery().value()).isEqualTo(72 * HOUR);
    }

    @Test
    void anIncidentResolvedBeforeItsDeploymentFinishedCountsAsZeroAndIsReported() {
        seeded.deployment("D1", "a", "03-02 12:00");
        seeded.incident("I", "03-02 10:00").resolved("03-02 11:00").causedBy("D1");
        assertThat(recovery().value()).isZero();
        History history = seeded.build();
        assertThat(new ReferenceMetrics(history)
                        .dataQuality(
                                MetricQuestion.about(history), HistoryBuilder.MARCH, HistoryBuilder.at("04-01 00:00"))
                        .negativeDurations()
                        .recoveries())
                .isEqualTo(1);
    }

    @Test
    void failedAttemptsAreNoChangeFailuresByDefault() {
        seeded.deployment("D1", "a", "03-01 12:00").failed(true);
        seeded.deployment("X", "b", "03-02 12:00").status("failure");
        seeded.deployment("Y", "b", "03-02 13:00").status("cancelled");
        assertThat(failRate().value()).isEqualTo(1);
        assertThat(seeded.march().deploymentFrequency().failedAttempts()).isEqualTo(2);
    }

    @Test
    void anOrganizationMayCountFailedAttemptsButNotCancelledOnes() {
        seeded.organization(settings -> settings.withCountFailedAttempts(true));
        seeded.deployment("D1", "a", "03-01 12:00");
        seeded.deployment("X", "b", "03-02 12:00").status("failure");
        seeded.deployment("Y", "b", "03-02 13:00").status("cancelled");
        assertThat(failRate().value()).isEqualTo(0.5);
        assertThat(failRate().failed()).isEqualTo(1);
        assertThat(failRate().sampleSize()).isEqualTo(2);
        assertThat(recovery().reason()).isEqualTo("no_failures");
    }

    private ChangeFailRate failRate() {
        return seeded.march().changeFailRate();
    }

    private FailedDeploymentRecoveryTime recovery() {
        return seeded.march().failedDeploymentRecoveryTime();
    }
}
