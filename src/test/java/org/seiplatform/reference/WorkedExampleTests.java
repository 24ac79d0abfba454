package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.reference.HistoryBuilder.at;
import static org.seiplatform.reference.HistoryBuilder.sha;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The worked example at the end of the metric definitions. */
class WorkedExampleTests {

    private static final MetricPeriod MARCH = new MetricPeriod(at("03-01 00:00"), at("03-31 00:00"));

    private final History history = WorkedExample.history();
    private final ReferenceMetrics metrics = new ReferenceMetrics(history);
    private final MetricQuestion question = MetricQuestion.about(history);
    private final DoraAnswer dora = metrics.dora(question, MARCH);

    @Test
    void fourDeploymentsInThirtyDaysAreMedium() {
        DoraAnswer.DeploymentFrequency frequency = dora.deploymentFrequency();
        assertThat(frequency.count()).isEqualTo(4);
        assertThat(frequency.value()).isEqualTo(4 / 30.0);
        assertThat(frequency.rating()).isEqualTo("medium");
        assertThat(frequency.deploymentDays()).isEqualTo(3);
        assertThat(frequency.failedAttempts()).isEqualTo(1);
        assertThat(frequency.sampleSize()).isEqualTo(4);
        assertThat(frequency.lowConfidence()).isTrue();
        assertThat(frequency.reason()).isNull();
    }

    @Test
    void theFourFullWeeksHaveTwoOneNoneAndNoneDeploymentDays() {
        // Mondays are the 2nd, 9th, 16th and 23rd; the 30th begins a week that the period cuts.
        assertThat(dora.deploymentFrequency().medianDeploymentDaysPerWeek()).isEqualTo(0.5);
    }

    @Test
    void eachCommitIsDeliveredOnce() {
        List<Delivery> deliveries = metrics.deliveries(question);
        assertThat(deliveries)
                .extracting(delivery -> delivery.deployment().externalId())
                .containsExactly("D1", "D2", "D3", "D4");
        assertThat(deliveries)
                .extracting(Delivery::delivered)
                .containsExactly(
                        Set.of(sha("a"), sha("b")), Set.of(sha("c"), sha("d")), Set.of(sha("e")), Set.of(sha("f")));
        assertThat(deliveries).extracting(Delivery::baseline).containsExactly(true, false, false, false);
    }

    @Test
    void theMedianLeadTimeOfTwentyTwoHoursIsElite() {
        assertThat(metrics.leadTimes(question, MARCH))
                .extracting(LeadTime::measured)
                .containsExactlyInAnyOrder(
                        Duration.ofHours(46), Duration.ofHours(20), Duration.ofHours(2), Duration.ofHours(24));
        assertThat(dora.changeLeadTime().value()).isEqualTo(22 * 3600.0);
        assertThat(dora.changeLeadTime().rating()).isEqualTo("elite");
        assertThat(dora.changeLeadTime().sampleSize()).isEqualTo(4);
    }

    @Test
    void theIncidentIsLinkedToTheSecondDeploymentByRule() {
        assertThat(metrics.incidentLinks()).singleElement().satisfies(link -> {
            assertThat(link.deployment().externalId()).isEqualTo("D2");
            assertThat(link.linkedBy()).isEqualTo("rule");
        });
    }

    @Test
    void theRevertIsAHotfixThatRemediatesTheSecondDeployment() {
        assertThat(metrics.deliveries(question))
                .extracting(Delivery::kind)
                .containsExactly("planned", "planned", "hotfix", "planned");
        assertThat(metrics.deliveries(question))
                .extracting(Delivery::remediates)
                .containsExactly(null, null, "D2", null);
        assertThat(dora.deploymentReworkRate().value()).isEqualTo(1 / 4.0);
        assertThat(dora.deploymentReworkRate().rework()).isEqualTo(1);
        assertThat(dora.deploymentReworkRate().rating()).isNull();
    }

    @Test
    void oneOfFourFailedWhichIsLow() {
        assertThat(dora.changeFailRate().value()).isEqualTo(0.25);
        assertThat(dora.changeFailRate().failed()).isEqualTo(1);
        assertThat(dora.changeFailRate().rating()).isEqualTo("low");
    }

    @Test
    void recoveryTookThreeAndAHalfHoursWhichIsHigh() {
        assertThat(dora.failedDeploymentRecoveryTime().value()).isEqualTo(3.5 * 3600);
        assertThat(dora.failedDeploymentRecoveryTime().open()).isZero();
        assertThat(dora.failedDeploymentRecoveryTime().sampleSize()).isEqualTo(1);
        assertThat(dora.failedDeploymentRecoveryTime().rating()).isEqualTo("high");
    }

    @Test
    void theIncidentTookThreeHoursToRestore() {
        assertThat(metrics.timeToRestore(question, MARCH).p50()).isEqualTo(3 * 3600.0);
    }
}
