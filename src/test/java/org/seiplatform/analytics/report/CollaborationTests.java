package org.seiplatform.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.seiplatform.analytics.Facts.BOUNDS;
import static org.seiplatform.analytics.Facts.MARCH;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.analytics.Facts;
import org.seiplatform.analytics.Facts.Someone;
import org.seiplatform.analytics.report.CollaborationQueries.Whose;

class CollaborationTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    private final Facts facts = Facts.ofNewOrganization();
    private final CollaborationQueries queries = new CollaborationQueries(facts.jdbc());
    private final UUID repository = facts.repository("R");
    private final Someone ann = facts.someone("ann");
    private final Someone ben = facts.someone("ben");
    private final Someone cem = facts.someone("cem");

    @Test
    void twoPeopleMeetOnceInEachPullRequest() {
        merged(1, ann);
        facts.review(repository, 1, ben.identity(), "03-02 11:00");
        facts.review(repository, 1, ben.identity(), "03-02 12:00");
        facts.comment(repository, 1, ben.identity(), "03-02 12:00");
        merged(2, ann);
        facts.comment(repository, 2, ben.identity(), "03-02 12:00");
        merged(3, ben);
        facts.review(repository, 3, ann.identity(), "03-02 12:00");

        assertThat(queries.pairs(Whose.ofScope(), facts.scope(), MARCH))
                .extracting(
                        pair -> pair.author().name(),
                        pair -> pair.reviewer().name(),
                        Collaboration.Pair::pullRequests,
                        Collaboration.Pair::reviews,
                        Collaboration.Pair::comments)
                .containsExactly(tuple("ann", "ben", 2L, 2L, 2L), tuple("ben", "ann", 1L, 1L, 0L));
        assertThat(figures().pairs()).isEqualTo(2);
    }

    @Test
    void botsAndUnknownPersonsTakeNoPart() {
        merged(1, facts.someone("dependabot[bot]"));
        facts.review(repository, 1, ben.identity(), "03-02 11:00");
        facts.merged(repository, 2, "03-02 10:00", "03-03 10:00").insert();
        facts.review(repository, 2, ben.identity(), "03-02 11:00");
        merged(3, ann);
        facts.review(repository, 3, facts.flaggedBot("scanner").identity(), "03-02 11:00");
        facts.review(repository, 3, null, "03-02 11:00");

        assertThat(queries.pairs(Whose.ofScope(), facts.scope(), MARCH)).isEmpty();
    }

    @Test
    void acrossTeamsAreThoseWithoutATeamInCommonIfEachIsInOne() {
        UUID red = facts.team("red");
        UUID blue = facts.team("blue");
        facts.member(red, ann);
        facts.member(red, ben);
        facts.member(blue, cem);
        Someone freelancer = facts.someone("freelancer");
        merged(1, ann);
        facts.review(repository, 1, ben.identity(), "03-02 11:00");
        facts.review(repository, 1, cem.identity(), "03-02 11:00");
        facts.review(repository, 1, freelancer.identity(), "03-02 11:00");
        merged(2, ann);
        facts.review(repository, 2, ben.identity(), "03-02 11:00");

        assertThat(figures()).isEqualTo(new CollaborationFigures(3, 3, 1));
        assertThat(figures().shareAcrossTeams()).isEqualTo(1 / 3.0);
        facts.member(blue, ann);
        assertThat(figures().shareAcrossTeams()).isZero();
    }

    @Test
    void membershipsAreThoseOfToday() {
        UUID red = facts.team("red");
        UUID blue = facts.team("blue");
        facts.member(red, ann, null, TODAY);
        facts.member(blue, ann, TODAY, null);
        facts.member(red, ben, TODAY.minusDays(1), TODAY.plusDays(1));
        merged(1, ann);
        facts.review(repository, 1, ben.identity(), "03-02 11:00");

        assertThat(figures()).isEqualTo(new CollaborationFigures(1, 1, 1));
    }

    @Test
    void withoutTeamsThereIsNoShare() {
        merged(1, ann);
        facts.review(repository, 1, ben.identity(), "03-02 11:00");

        assertThat(figures().shareAcrossTeams()).isNull();
    }

    @Test
    void aDeveloperMeetsThoseTheyReviewAndThoseWhoReviewThem() {
        merged(1, ann);
        facts.review(repository, 1, ben.identity(), "03-02 11:00");
        facts.review(repository, 1, cem.identity(), "03-02 11:00");
        merged(2, ben);
        facts.comment(repository, 2, facts.alias(ann, "ann-at-home"), "03-02 11:00");
        merged(3, cem);
        facts.review(repository, 3, ben.identity(), "03-02 11:00");

        KnownDeveloper developer = new DeveloperQueries(facts.jdbc())
                .find(facts.organization(), ann.developer())
                .orElseThrow();

        assertThat(queries.pairs(Whose.of(developer), facts.scope(), MARCH))
                .extracting(
                        pair -> pair.author().name(), pair -> pair.reviewer().name())
                .containsExactlyInAnyOrder(tuple("ann", "ben"), tuple("ann", "cem"), tuple("ben", "ann"));
        assertThat(queries.figures(Whose.of(developer), facts.scope(), BOUNDS, TODAY)
                        .getLast()
                        .pairs())
                .isEqualTo(3);
    }

    private void merged(long number, Someone author) {
        facts.merged(repository, number, "03-02 10:00", "03-03 10:00")
                .with("author_identity_id", author.identity())
                .insert();
    }

    private CollaborationFigures figures() {
        return queries.figures(Whose.ofScope(), facts.scope(), BOUNDS, TODAY).getLast();
    }
}
