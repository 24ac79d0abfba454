package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.reference.HistoryBuilder.at;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** "Other figures": time to restore, activity, buckets, data quality. */
class OtherFiguresTests {

    private static final double HOUR = 3600;
    private static final UUID OTHER = new UUID(0, 2);
    private static final UUID TEAM = new UUID(9, 9);

    private final HistoryBuilder seeded = new HistoryBuilder();

    @Test
    void timeToRestoreIsOfIncidentsResolvedInThePeriod() {
        seeded.incident("I", "02-27 10:00").resolved("03-01 10:00");
        seeded.incident("J", "03-02 10:00").resolved("03-02 12:00").external();
        seeded.incident("K", "03-02 10:00").resolved("04-02 12:00");
        seeded.incident("L", "03-02 10:00");
        Percentiles restore = seeded.metrics().timeToRestore(question(), HistoryBuilder.MARCH);
        assertThat(restore.sampleSize()).isEqualTo(2);
        assertThat(restore.p50()).isEqualTo(25 * HOUR);
    }

    @Test
    void anIncidentBelongsToItsRepositoryElseToItsTeamAndWhatThatOwns() {
        seeded.repository(OTHER).team(TEAM, OTHER);
        seeded.deployment("D", "a", "03-02 10:00");
        seeded.incident("ofBoth", "03-02 09:00")
                .resolved("03-02 10:00")
                .of(HistoryBuilder.R)
                .ofTeam(TEAM);
        seeded.incident("ofTeam", "03-02 09:00").resolved("03-02 10:00").ofTeam(TEAM);
        seeded.incident("ofOther", "03-02 09:00").resolved("03-02 10:00").of(OTHER);
        seeded.incident("linked", "03-02 11:00").resolved("03-02 12:00");
        seeded.incident("external", "03-02 11:00").resolved("03-02 12:00").external();
        assertThat(restored(new MetricScope.Organization())).isEqualTo(5);
        assertThat(restored(new MetricScope.Team(TEAM))).isEqualTo(2);
        assertThat(restored(new MetricScope.Repository(OTHER))).isEqualTo(2);
        assertThat(restored(new MetricScope.Repository(HistoryBuilder.R))).isEqualTo(1);
    }

    @Test
    void activityCountsCommitsWithoutMergesAndPeopleWithoutBots() {
        seeded.organization(settings -> settings.withTimeZone(ZoneId.of("Asia/Kolkata")));
        seeded.commit("a", "03-02 18:00").lines(10, 1).authored("01-01 10:00");
        seeded.commit("b", "03-02 19:00", "a").lines(20, 2).by(PersonFact.login("second"));
        seeded.commit("c", "03-02 20:00", "a").by(null).lines(5, 5);
        seeded.commit("d", "03-03 12:00", "b", "c").lines(99, 99);
        seeded.commit("e", "03-05 12:00", "d").lines(7, 1).by(PersonFact.login("dependabot[bot]"));
        seeded.commit("f", "03-06 12:00").parentsUnstated();
        seeded.commit("0", "04-06 12:00").lines(99, 99);
        // 18:30 UTC is midnight in Kolkata: the 2nd, the 3rd and the 6th.
        assertThat(seeded.metrics().activity(question(), HistoryBuilder.MARCH))
                .isEqualTo(new ActivityAnswer(5, 1, 3, 2, 42, 9));
    }

    @Test
    void bucketsAreCutInTheTimeZoneAndToThePeriod() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        MetricPeriod period = new MetricPeriod(at("03-28 12:00"), at("03-30 12:00"));
        assertThat(Buckets.of(period, "daily", berlin))
                .containsExactly(
                        new MetricPeriod(at("03-28 12:00"), at("03-28 23:00")),
                        new MetricPeriod(at("03-28 23:00"), at("03-29 22:00")),
                        new MetricPeriod(at("03-29 22:00"), at("03-30 12:00")));
        assertThat(Buckets.of(period, "weekly", berlin))
                .containsExactly(
                        new MetricPeriod(at("03-28 12:00"), at("03-29 22:00")),
                        new MetricPeriod(at("03-29 22:00"), at("03-30 12:00")));
        assertThat(Buckets.of(period, "monthly", berlin)).containsExactly(period);
        assertThat(Buckets.of(period, "hourly", berlin)).hasSize(48);
        assertThat(Buckets.of(period, "hourly", ZoneId.of("Asia/Kolkata")))
                .hasSize(49)
                .startsWith(new MetricPeriod(at("03-28 12:00"), at("03-28 12:30")));
    }

    @Test
    void aBucketWithoutDataHasNoRateAndACountOfZero() {
        seeded.deployment("D", "a", "03-02 10:00");
        MetricPeriod twoDays = new MetricPeriod(at("03-02 00:00"), at("03-04 00:00"));
        List<DoraAnswer> days = seeded.metrics().doraByBucket(question(), twoDays, "daily", ZoneId.of("UTC"));
        assertThat(days).extracting(day -> day.deploymentFrequency().value()).containsExactly(1.0, null);
        assertThat(days).extracting(day -> day.deploymentFrequency().count()).containsExactly(1L, 0L);
        assertThat(days).extracting(day -> day.deploymentReworkRate().value()).containsExactly(0.0, null);
    }

    @Test
    void dataQualityTellsWhatIsMissing() {
        seeded.commit("a", "03-02 09:00").by(new PersonFact("Nobody", null, null));
        seeded.commit("b", "03-02 09:00").by(null);
        seeded.commit("c", "03-02 09:00").by(PersonFact.email("noreply@github.com"));
        seeded.commit("d", "03-02 09:00");
        seeded.deployment("D1", "a", "03-02 10:00");
        seeded.deployment("D2", "f", "03-03 10:00");
        seeded.deployment("D3", "f", "03-04 10:00").listing("a");
        seeded.deployment("D4", "e", "03-05 10:00");
        seeded.deployment("P", "a", "03-05 10:00").inProgressSince("03-09 23:59");
        seeded.deployment("Q", "a", "03-05 10:00").inProgressSince("03-10 00:00");
        seeded.incident("I", "03-02 11:00");
        seeded.incident("J", "03-02 11:00").causedBy("D1").causedBy("D2");
        seeded.incident("K", "03-02 11:00").external();
        seeded.repository(OTHER);
        DataQualityAnswer quality = seeded.metrics().dataQuality(question(), HistoryBuilder.MARCH, at("03-11 00:00"));
        assertThat(quality.deploymentsWithKnownCommits()).isEqualTo(0.5);
        assertThat(quality.linkedByRule()).isEqualTo(0.5);
        assertThat(quality.commitsWithoutKnownPerson()).isEqualTo(3);
        assertThat(quality.stuckDeployments()).isEqualTo(1);
        assertThat(quality.negativeDurations().total()).isZero();
        assertThat(quality.latestEvents()).isEqualTo(Map.of(HistoryBuilder.R, at("03-10 00:00")));
    }

    private MetricQuestion question() {
        return MetricQuestion.about(seeded.build());
    }

    private int restored(MetricScope scope) {
        return seeded.metrics()
                .timeToRestore(MetricQuestion.about(seeded.build(), scope), HistoryBuilder.MARCH)
                .sampleSize();
    }
}
