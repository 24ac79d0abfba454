package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seiplatform.reference.HistoryBuilder.at;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seiplatform.reference.DoraAnswer.DeploymentFrequency;
import org.seiplatform.reference.DoraAnswer.Trend;

/** "Common rules" and what holds for all five metrics. */
class ReferenceMetricsTests {

    private static final UUID OTHER = new UUID(0, 2);

    private final HistoryBuilder seeded = new HistoryBuilder();

    @Test
    void aPeriodHoldsItsStartAndNotItsEnd() {
        seeded.deployment("D1", "a", "03-01 00:00");
        seeded.deployment("D2", "b", "03-31 00:00");
        assertThat(seeded.march().deploymentFrequency().count()).isEqualTo(1);
    }

    @Test
    void withoutDeploymentsThereIsNoDataAndNoZero() {
        DoraAnswer march = seeded.march();
        assertThat(march.deploymentFrequency().value()).isNull();
        assertThat(march.deploymentFrequency().reason()).isEqualTo("no_deployments");
        assertThat(march.deploymentFrequency().count()).isZero();
        assertThat(march.changeLeadTime().reason()).isEqualTo("no_deployments");
        assertThat(march.changeFailRate().reason()).isEqualTo("no_deployments");
        assertThat(march.failedDeploymentRecoveryTime().reason()).isEqualTo("no_deployments");
        assertThat(march.deploymentReworkRate().reason()).isEqualTo("no_deployments");
    }

    @Test
    void deploymentsThatBroughtNothingHaveNoChanges() {
        seeded.deployment("D1", "a", "03-02 00:00");
        assertThat(seeded.march().changeLeadTime().reason()).isEqualTo("no_changes");
    }

    @Test
    void aTeamsFiguresAreThoseOfTheRepositoriesThatItOwnsAndSharedOnesCountForEach() {
        UUID both = new UUID(8, 1);
        UUID one = new UUID(8, 2);
        seeded.repository(OTHER).team(both, HistoryBuilder.R, OTHER).team(one, OTHER);
        seeded.deployment("D1", "a", "03-02 12:00");
        seeded.deployment("D1", "a", "03-03 12:00").of(OTHER);
        assertThat(count(new MetricScope.Team(both))).isEqualTo(2);
        assertThat(count(new MetricScope.Team(one))).isEqualTo(1);
        assertThat(count(new MetricScope.Organization())).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "production,true",
        "PROD,true",
        "prod-eu,true",
        "live/eu,true",
        "prd 1,true",
        "prd2,false",
        "preprod,false",
        "staging,false",
        "productive,false"
    })
    void productionIsWhatThePatternSays(String environment, boolean production) {
        seeded.deployment("D1", "a", "03-02 12:00").to(environment);
        assertThat(seeded.march().deploymentFrequency().count()).isEqualTo(production ? 1 : 0);
    }

    @Test
    void anyOtherEnvironmentCanBeAskedFor() {
        seeded.deployment("D1", "a", "03-02 12:00").to("staging");
        seeded.deployment("D2", "a", "03-03 12:00");
        MetricQuestion question = MetricQuestion.about(seeded.build()).in("staging");
        assertThat(seeded.metrics()
                        .dora(question, HistoryBuilder.MARCH)
                        .deploymentFrequency()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void daysBeginWhereTheOrganizationIs() {
        seeded.deployment("D1", "a", "03-02 22:00");
        seeded.deployment("D2", "b", "03-02 23:30");
        assertThat(seeded.march().deploymentFrequency().deploymentDays()).isEqualTo(1);
        seeded.organization(settings -> settings.withTimeZone(ZoneId.of("Europe/Berlin")));
        assertThat(seeded.march().deploymentFrequency().deploymentDays()).isEqualTo(2);
    }

    @Test
    void aWeekOfSummertimesBeginningIsFullThoughItHasAnHourLess() {
        seeded.organization(settings -> settings.withTimeZone(ZoneId.of("Europe/Berlin")));
        seeded.deployment("D1", "a", "03-23 00:00");
        seeded.deployment("D2", "b", "03-29 21:30");
        MetricQuestion question = MetricQuestion.about(seeded.build());
        DeploymentFrequency week = seeded.metrics()
                .dora(question, new MetricPeriod(at("03-22 23:00"), at("03-29 22:00")))
                .deploymentFrequency();
        assertThat(week.medianDeploymentDaysPerWeek()).isEqualTo(2);
        DeploymentFrequency less = seeded.metrics()
                .dora(question, new MetricPeriod(at("03-22 23:00"), at("03-29 21:59")))
                .deploymentFrequency();
        assertThat(less.medianDeploymentDaysPerWeek()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"30,medium", "31,low", "7,high", "8,medium", "1,", "6,"})
    void oneDeploymentIsRatedByTheLengthOfThePeriod(int days, String rating) {
        seeded.deployment("D1", "a", "03-01 12:00");
        MetricPeriod period =
                new MetricPeriod(at("03-01 00:00"), at("03-01 00:00").plusSeconds(86_400L * days));
        DeploymentFrequency frequency = seeded.metrics()
                .dora(MetricQuestion.about(seeded.build()), period)
                .deploymentFrequency();
        assertThat(frequency.rating()).isEqualTo(rating);
        assertThat(frequency.reason()).isEqualTo(rating == null ? "period_too_short" : null);
    }

    @ParameterizedTest
    @CsvSource({"7,high", "8,elite"})
    void moreThanOneADayIsElite(int deployments, String rating) {
        for (int i = 0; i < deployments; i++) {
            seeded.deployment("D" + i, "a", "03-01 12:00");
        }
        MetricPeriod week = new MetricPeriod(at("03-01 00:00"), at("03-08 00:00"));
        assertThat(seeded.metrics()
                        .dora(MetricQuestion.about(seeded.build()), week)
                        .deploymentFrequency()
                        .rating())
                .isEqualTo(rating);
    }

    @ParameterizedTest
    @CsvSource({"86399,elite", "86400,high", "604799,high", "604800,medium", "2591999,medium", "2592000,low"})
    void leadTimesAreRatedBelowADayAWeekAndThirtyDays(double seconds, String rating) {
        assertThat(Benchmark.changeLeadTime(seconds)).isEqualTo(rating);
    }

    @ParameterizedTest
    @CsvSource({"3599,elite", "3600,high", "86399,high", "86400,medium", "604799,medium", "604800,low"})
    void recoveriesAreRatedBelowAnHourADayAndAWeek(double seconds, String rating) {
        assertThat(Benchmark.failedDeploymentRecoveryTime(seconds)).isEqualTo(rating);
    }

    @ParameterizedTest
    @CsvSource({"0,elite", "0.05,elite", "0.0501,high", "0.10,high", "0.11,medium", "0.15,medium", "0.16,low"})
    void failRatesAreRatedUpToFiveTenAndFifteenPercent(double ratio, String rating) {
        assertThat(Benchmark.changeFailRate(ratio)).isEqualTo(rating);
    }

    @Test
    void fewerThanFiveMakeLowConfidence() {
        for (int i = 0; i < 4; i++) {
            seeded.deployment("D" + i, "a", "03-01 12:00");
        }
        assertThat(seeded.march().deploymentFrequency().lowConfidence()).isTrue();
        seeded.deployment("D5", "a", "03-01 12:00");
        assertThat(seeded.march().deploymentFrequency().lowConfidence()).isFalse();
    }

    @Test
    void percentilesLieBetweenTheClosestRanks() {
        List<Double> sample = List.of(10.0, 20.0, 40.0, 80.0);
        assertThat(Percentiles.of(sample).p50()).isEqualTo(30);
        assertThat(Percentiles.of(sample).p75()).isEqualTo(50);
        assertThat(Percentiles.of(sample).p90()).isEqualTo(68, within(1e-9));
        assertThat(Percentiles.of(sample).p95()).isEqualTo(74, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,,",
        "0,1,,",
        "2,1,1.0,improving",
        "1,2,-0.5,worsening",
        "1,1,0.0,steady",
    })
    void moreDeploymentsThanInThePeriodBeforeAreAnImprovement(int now, int before, Double change, String direction) {
        deployments(now, "03-15 12:00");
        deployments(before, "02-15 12:00");
        Trend trend = seeded.march().deploymentFrequency().trend();
        assertThat(trend.previous()).isEqualTo(before == 0 ? null : before / 30.0);
        assertThat(trend.change()).isEqualTo(change);
        assertThat(trend.direction()).isEqualTo(direction);
    }

    @Test
    void moreFailuresThanInThePeriodBeforeAreNone() {
        seeded.deployment("D1", "a", "02-15 12:00").failed(true);
        seeded.deployment("D2", "a", "02-15 12:00");
        seeded.deployment("D3", "a", "03-15 12:00").failed(true);
        assertThat(seeded.march().changeFailRate().trend()).isEqualTo(new Trend(0.5, 1.0, "worsening"));
    }

    @Test
    void aPreviousZeroMakesNoChange() {
        seeded.deployment("D1", "a", "02-15 12:00");
        seeded.deployment("D2", "b", "03-15 12:00").kind("hotfix");
        assertThat(seeded.march().deploymentReworkRate().trend()).isEqualTo(new Trend(0.0, null, null));
    }

    private void deployments(int number, String finishedAt) {
        for (int i = 0; i < number; i++) {
            seeded.deployment(finishedAt + i, "a", finishedAt);
        }
    }

    private long count(MetricScope scope) {
        return seeded.metrics()
                .dora(MetricQuestion.about(seeded.build(), scope), HistoryBuilder.MARCH)
                .deploymentFrequency()
                .count();
    }
}
