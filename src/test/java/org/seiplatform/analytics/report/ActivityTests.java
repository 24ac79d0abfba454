package org.seiplatform.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.analytics.Facts.BOUNDS;
import static org.seiplatform.analytics.Facts.at;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.analytics.Count;
import org.seiplatform.analytics.Facts;
import org.seiplatform.analytics.Facts.Someone;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.Trend;

/** metrics.md, "Other figures": activity. */
class ActivityTests {

    private final Facts facts = Facts.ofNewOrganization();
    private final ActivityQueries queries = new ActivityQueries(facts.jdbc());
    private final UUID repository = facts.repository("R");
    private final Someone someone = facts.someone("someone");

    @Test
    void mergesAreNoActivity() {
        commit("03-02 10:00").with("lines_added", 10).with("lines_deleted", 1).insert();
        commit("03-02 11:00").with("merge", true).with("lines_added", 99).insert();

        assertThat(march(facts.scope())).isEqualTo(new ActivityFigures(1, 0, 1, 1, 10, 1));
    }

    @Test
    void aCommitBelongsToThePeriodOfItsCommitting() {
        commit("03-02 10:00").with("authored_at", at("01-02 10:00")).insert();
        commit("04-02 10:00").with("authored_at", at("03-02 10:00")).insert();

        assertThat(march(facts.scope()).commits()).isEqualTo(1);
    }

    @Test
    void botsCommitButAreNoAuthorsAndMakeNoDayActive() {
        commit("03-02 10:00").with("lines_added", 10).insert();
        facts.commit(repository, "03-03 10:00")
                .with("author_identity_id", facts.someone("renovate[bot]").identity())
                .with("lines_added", 5)
                .insert();
        facts.commit(repository, "03-04 10:00")
                .with("author_identity_id", facts.flaggedBot("builder").identity())
                .insert();

        assertThat(march(facts.scope())).isEqualTo(new ActivityFigures(3, 2, 1, 1, 15, 0));
    }

    @Test
    void anUnknownAuthorCommitsButIsNoAuthor() {
        facts.commit(repository, "03-02 10:00").with("lines_deleted", 3).insert();

        assertThat(march(facts.scope())).isEqualTo(new ActivityFigures(1, 0, 1, 0, 0, 3));
    }

    @Test
    void aPersonOfSeveralIdentitiesIsOneAuthor() {
        commit("03-02 10:00").insert();
        facts.commit(repository, "03-02 11:00")
                .with("author_identity_id", facts.alias(someone, "someone-at-home"))
                .insert();

        assertThat(march(facts.scope()).authors()).isEqualTo(1);
    }

    @Test
    void daysAreThoseOfTheTimeZone() {
        // Midnight in Kolkata is at 18:30 UTC.
        commit("03-02 18:00").insert();
        commit("03-02 19:00").insert();
        commit("03-03 12:00").insert();

        assertThat(march(facts.scope()).activeDays()).isEqualTo(2);
        assertThat(march(facts.scope().in(ZoneId.of("Asia/Kolkata"))).activeDays())
                .isEqualTo(2);
        commit("03-03 20:00").insert();
        assertThat(march(facts.scope()).activeDays()).isEqualTo(2);
        assertThat(march(facts.scope().in(ZoneId.of("Asia/Kolkata"))).activeDays())
                .isEqualTo(3);
    }

    @Test
    void aTeamIsActiveInTheRepositoriesItOwns() {
        UUID other = facts.repository("other");
        UUID team = facts.team("team", other);
        commit("03-02 10:00").insert();
        facts.commit(other, "03-02 10:00").insert();

        assertThat(march(facts.teamScope(team)).commits()).isEqualTo(1);
        assertThat(march(facts.scope()).commits()).isEqualTo(2);
    }

    @Test
    void aBucketWithoutCommitsIsZero() {
        commit("03-02 10:00").insert();

        List<ActivityFigures> days =
                queries.figures(facts.scope(), List.of(at("03-01 00:00"), at("03-02 00:00"), at("03-03 00:00")));

        assertThat(days).containsExactly(new ActivityFigures(0, 0, 0, 0, 0, 0), new ActivityFigures(1, 0, 1, 1, 0, 0));
    }

    @Test
    void moreCommitsAreNeitherBetterNorWorse() {
        commit("02-10 10:00").insert();
        commit("03-02 10:00").insert();
        commit("03-02 10:00").insert();

        List<ActivityFigures> figures = queries.figures(facts.scope(), BOUNDS);

        assertThat(Activity.of(figures.getLast(), figures.getFirst()).commits())
                .isEqualTo(new Count(2, new Trend(1.0, 1.0, null)));
    }

    private Facts.Row commit(String committedAt) {
        return facts.commit(repository, committedAt).with("author_identity_id", someone.identity());
    }

    private ActivityFigures march(Scope scope) {
        return queries.figures(scope, BOUNDS).getLast();
    }
}
