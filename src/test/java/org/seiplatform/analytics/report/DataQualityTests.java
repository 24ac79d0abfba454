package org.seiplatform.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.analytics.Facts.BOUNDS;
import static org.seiplatform.analytics.Facts.MARCH;
import static org.seiplatform.analytics.Facts.at;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.analytics.AnalyticsServices;
import org.seiplatform.analytics.Facts;
import org.seiplatform.analytics.report.DataQuality.LatestEvent;
import org.seiplatform.analytics.report.DataQuality.NegativeDurations;

/** metrics.md, "Other figures": data quality. */
class DataQualityTests {

    private final Facts facts = Facts.ofNewOrganization();
    private final DataQualityQueries queries = new DataQualityQueries(facts.jdbc());
    private final UUID repository = facts.repository("R");

    @Test
    void tellsTheShareOfDeploymentsWithKnownCommits() {
        facts.deployment(repository, "A", "production", "03-02 10:00", true);
        facts.deployment(repository, "B", "production", "03-03 10:00", true);
        facts.deployment(repository, "C", "production", "03-04 10:00", false);
        facts.deployment(repository, "S", "staging", "03-04 10:00", false);
        facts.deployment(repository, "E", "production", "02-04 10:00", false);

        assertThat(march().shareWithKnownCommits()).isEqualTo(2 / 3.0);
    }

    @Test
    void countsCommitsWithoutAKnownPersonButNoMerges() {
        facts.commit(repository, "03-02 10:00").insert();
        facts.commit(repository, "03-02 10:00").with("merge", true).insert();
        facts.commit(repository, "03-02 10:00")
                .with("author_identity_id", facts.someone("someone").identity())
                .insert();

        assertThat(march().commitsWithoutPerson()).isEqualTo(1);
    }

    @Test
    void countsDurationsMeasuredBelowZero() {
        facts.change(repository, "D", "03-02 12:00", "03-02 11:00").insert();
        facts.change(repository, "D", "03-02 10:00", "03-02 11:00").insert();
        facts.deployment(repository, "D", "production", "03-02 11:00", true);
        facts.incident("I", "03-02 10:00")
                .with("resolved_at", at("03-02 09:00"))
                .insert();
        facts.cause("I", repository, "D");
        facts.merged(repository, 1, "03-02 10:00", "03-02 11:00")
                .with("first_commit_authored_at", at("03-02 12:00"))
                .insert();

        DataQuality quality = qualities().report(facts.scope(), MARCH).quality();

        assertThat(quality.negativeDurations()).isEqualTo(new NegativeDurations(1, 1, 1, 1));
    }

    @Test
    void aDeploymentIsStuckWhenItHasBeenInProgressForMoreThanADay() {
        inProgress("stuck", "production").with("started_at", at("03-09 23:59")).insert();
        inProgress("justNotYet", "production")
                .with("started_at", at("03-10 00:00"))
                .insert();
        inProgress("neverStarted", "production")
                .with("updated_at", at("03-09 12:00"))
                .insert();
        inProgress("elsewhere", "staging").with("started_at", at("03-01 00:00")).insert();
        facts.deployment(repository, "done", "production", "03-01 00:00", true);

        assertThat(queries.stuckDeployments(facts.scope(), at("03-11 00:00"))).isEqualTo(2);
    }

    @Test
    void tellsWhenEachRepositoryWasLastHeardOf() {
        UUID reviewed = facts.repository("reviewed");
        UUID silent = facts.repository("silent");
        UUID deployed = facts.repository("deployed");
        UUID broken = facts.repository("broken");
        UUID discussed = facts.repository("discussed");
        facts.commit(repository, "03-02 10:00").insert();
        facts.pullRequest(repository, 1, "03-02 11:00").insert();
        facts.review(reviewed, 1, null, "03-03 10:00");
        facts.deployment(deployed, "D", "staging", "03-01 10:00", true);
        facts.attempt(deployed, "E", "staging")
                .with("status", "in_progress")
                .with("started_at", at("03-04 10:00"))
                .insert();
        facts.incident("I", "03-05 10:00").with("repository_id", broken).insert();
        facts.merged(discussed, 1, "03-01 10:00", "03-02 10:00")
                .with("closed_at", at("03-02 10:00"))
                .insert();
        facts.comment(discussed, 1, null, "03-06 10:00");

        assertThat(queries.latestEvents(facts.scope(), 2))
                .extracting(LatestEvent::repository)
                .containsExactly("silent", "R");
        assertThat(queries.latestEvents(facts.scope(), 100))
                .containsExactly(
                        new LatestEvent(silent, "silent", null),
                        new LatestEvent(repository, "R", at("03-02 11:00")),
                        new LatestEvent(reviewed, "reviewed", at("03-03 10:00")),
                        new LatestEvent(deployed, "deployed", at("03-04 10:00")),
                        new LatestEvent(broken, "broken", at("03-05 10:00")),
                        new LatestEvent(discussed, "discussed", at("03-06 10:00")));
    }

    @Test
    void withoutFactsThereAreNoShares() {
        assertThat(march().shareWithKnownCommits()).isNull();
    }

    private Facts.Row inProgress(String externalId, String environment) {
        return facts.attempt(repository, externalId, environment).with("status", "in_progress");
    }

    private DataQualityFigures march() {
        return queries.figures(facts.scope(), BOUNDS).getLast();
    }

    private DataQualityReports qualities() {
        return AnalyticsServices.on(facts.jdbc()).getBean(DataQualityReports.class);
    }
}
