package org.seiplatform.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.seiplatform.analytics.Facts.BOUNDS;
import static org.seiplatform.analytics.Facts.MARCH;
import static org.seiplatform.analytics.Facts.at;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.analytics.Facts;
import org.seiplatform.analytics.Facts.Someone;

class DeveloperFiguresTests {

    private static final double HOUR = 3600;

    private final Facts facts = Facts.ofNewOrganization();
    private final DeveloperQueries queries = new DeveloperQueries(facts.jdbc());
    private final UUID repository = facts.repository("R");
    private final UUID other = facts.repository("other");
    private final Someone ann = facts.someone("ann");
    private final Someone ben = facts.someone("ben");

    @Test
    void addUpAllIdentitiesInAllRepositories() {
        UUID atHome = facts.alias(ann, "ann-at-home");
        facts.commit(repository, "03-02 10:00")
                .with("author_identity_id", ann.identity())
                .with("lines_added", 3)
                .insert();
        facts.commit(other, "03-02 12:00")
                .with("author_identity_id", atHome)
                .with("lines_deleted", 4)
                .insert();
        facts.commit(other, "03-03 12:00")
                .with("author_identity_id", atHome)
                .with("merge", true)
                .insert();
        facts.commit(other, "03-04 12:00")
                .with("author_identity_id", ben.identity())
                .insert();

        DeveloperFigures march = march();

        assertThat(march.commits()).isEqualTo(2);
        assertThat(march.activeDays()).isEqualTo(1);
        assertThat(march.linesAdded()).isEqualTo(3);
        assertThat(march.linesDeleted()).isEqualTo(4);
    }

    @Test
    void tellHowLongOnesOwnPullRequestsWaited() {
        own(1, "03-02 10:00", "03-03 10:00")
                .with("lines_added", 5)
                .with("lines_deleted", 5)
                .insert();
        facts.review(repository, 1, ben.identity(), "03-02 16:00");
        own(2, "03-05 10:00", "04-03 10:00").insert();
        facts.merged(repository, 3, "03-02 10:00", "03-03 10:00")
                .with("author_identity_id", ben.identity())
                .insert();

        DeveloperFigures march = march();

        assertThat(march.opened()).isEqualTo(2);
        assertThat(march.merged()).isEqualTo(1);
        assertThat(march.sizeMedian()).isEqualTo(10);
        assertThat(march.pickup().median()).isEqualTo(6 * HOUR);
    }

    @Test
    void countReviewsAndCommentsGivenToOthersInThePeriod() {
        own(1, "03-02 10:00", "03-03 10:00").insert();
        facts.review(repository, 1, ann.identity(), "03-02 11:00");
        facts.comment(repository, 1, ann.identity(), "03-02 11:00");
        facts.pullRequest(repository, 2, "02-02 10:00")
                .with("author_identity_id", ben.identity())
                .insert();
        facts.review(repository, 2, ann.identity(), "03-02 11:00");
        facts.review(repository, 2, ann.identity(), "02-27 11:00");
        facts.comment(repository, 2, ann.identity(), "03-02 11:00");
        // Its pull request has not been received yet.
        facts.review(repository, 9, ann.identity(), "03-02 11:00");

        assertThat(march().reviews()).isEqualTo(2);
        assertThat(march().comments()).isEqualTo(1);
    }

    @Test
    void followOnesChangesIntoProduction() {
        change("D", "03-02 10:00", "03-02 12:00").insert();
        change("D", "03-02 08:00", "03-02 12:00").insert();
        change("E", "03-05 10:00", "03-05 09:00").insert();
        facts.change(repository, "F", "03-02 10:00", "03-02 12:00")
                .with("author_identity_id", ben.identity())
                .insert();

        DeveloperFigures march = march();

        assertThat(march.deployments()).isEqualTo(2);
        assertThat(march.leadTime().median()).isEqualTo(2 * HOUR);
        assertThat(march.leadTime().size()).isEqualTo(3);
    }

    @Test
    void areEmptyForOneWhoDidNothing() {
        DeveloperFigures march = march();

        assertThat(march.commits()).isZero();
        assertThat(march.sizeMedian()).isNull();
        assertThat(march.leadTime().median()).isNull();
    }

    @Test
    void aDeveloperOfAnotherOrganizationIsNotThere() {
        assertThat(queries.find(Facts.ofNewOrganization().organization(), ann.developer()))
                .isEmpty();
        assertThat(queries.find(null, ann.developer())).isPresent();
    }

    @Test
    void aDeveloperIsABotByFlagOrByLogin() {
        assertThat(queries.find(null, facts.someone("ci[bot]").developer()))
                .get()
                .returns(true, KnownDeveloper::bot);
        assertThat(queries.find(null, facts.flaggedBot("builder").developer()))
                .get()
                .returns(true, KnownDeveloper::bot);
        assertThat(queries.find(null, ann.developer())).get().returns(false, KnownDeveloper::bot);
    }

    @Test
    void membersAreListedByNameWithWhatTheyDidForTheTeam() {
        UUID team = facts.team("team", repository);
        facts.member(team, ben);
        facts.member(team, ann);
        facts.member(team, facts.someone("ci[bot]"));
        facts.member(team, facts.someone("former"), null, LocalDate.of(2026, 3, 1));
        facts.commit(repository, "03-02 10:00")
                .with("author_identity_id", ann.identity())
                .insert();
        facts.commit(repository, "03-02 11:00")
                .with("author_identity_id", facts.alias(ann, "ann-at-home"))
                .insert();
        facts.commit(other, "03-02 10:00")
                .with("author_identity_id", ann.identity())
                .insert();
        own(1, "03-02 10:00", "03-03 10:00").insert();
        facts.review(repository, 1, ben.identity(), "03-02 16:00");
        facts.review(repository, 1, ann.identity(), "03-02 16:00");

        assertThat(new MemberQueries(facts.jdbc()).members(facts.teamScope(team), MARCH, LocalDate.of(2026, 4, 1)))
                .extracting(
                        member -> member.developer().name(),
                        MemberActivity::role,
                        MemberActivity::commits,
                        MemberActivity::pullRequestsMerged,
                        MemberActivity::reviewsGiven)
                .containsExactly(tuple("ann", "member", 2L, 1L, 0L), tuple("ben", "member", 0L, 0L, 1L));
    }

    private Facts.Row own(long number, String openedAt, String mergedAt) {
        return facts.merged(repository, number, openedAt, mergedAt).with("author_identity_id", ann.identity());
    }

    private Facts.Row change(String deployment, String startedAt, String deliveredAt) {
        return facts.change(repository, deployment, startedAt, deliveredAt)
                .with("committed_at", at(startedAt))
                .with("author_identity_id", ann.identity());
    }

    private DeveloperFigures march() {
        KnownDeveloper developer =
                queries.find(facts.organization(), ann.developer()).orElseThrow();
        return queries.figures(developer, facts.scope(), BOUNDS).getLast();
    }
}
