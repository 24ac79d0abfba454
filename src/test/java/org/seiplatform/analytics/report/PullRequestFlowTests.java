package org.seiplatform.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.analytics.Facts.BOUNDS;
import static org.seiplatform.analytics.Facts.at;
import static org.seiplatform.analytics.Facts.sha;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.analytics.Facts;
import org.seiplatform.analytics.Facts.Someone;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Percentiles;
import org.seiplatform.analytics.Trend;
import org.seiplatform.analytics.Trend.Direction;

/** metrics.md, "Pull-request flow". */
class PullRequestFlowTests {

    private static final double HOUR = 3600;

    private final Facts facts = Facts.ofNewOrganization();
    private final PullRequestQueries queries = new PullRequestQueries(facts.jdbc());
    private final UUID repository = facts.repository("R");
    private final Someone author = facts.someone("author");
    private final Someone second = facts.someone("second");
    private final Someone third = facts.someone("third");

    @Test
    void aPullRequestGoesThroughItsStages() {
        merged(1, "03-02 10:00", "03-04 09:00")
                .with("first_commit_authored_at", at("03-02 07:00"))
                .with("ready_for_review_at", at("03-02 12:00"))
                .with("merge_commit_sha", sha("m"))
                .insert();
        facts.comment(repository, 1, second.identity(), "03-02 13:00");
        facts.review(repository, 1, second.identity(), "03-02 14:00");
        facts.reached(repository, sha("m"), "production", "D", "03-04 12:00", true);

        FlowFigures march = march();

        assertThat(march.coding().median()).isEqualTo(3 * HOUR);
        assertThat(march.pickup().median()).isEqualTo(HOUR);
        assertThat(march.review().median()).isEqualTo(44 * HOUR);
        assertThat(march.deploy().median()).isEqualTo(3 * HOUR);
        assertThat(march.cycle().median()).isEqualTo(53 * HOUR);
        assertThat(march.cycleNotDeployed()).isZero();
        assertThat(march.negativeStages()).isZero();
    }

    @Test
    void withoutReadyForReviewThePickupBeginsWithTheOpening() {
        merged(1, "03-02 10:00", "03-04 09:00").insert();
        facts.review(repository, 1, second.identity(), "03-02 14:00");

        assertThat(march().pickup().median()).isEqualTo(4 * HOUR);
    }

    @Test
    void openedBeforeItsFirstCommitTheCodingTookNoTimeAndNoClockWasWrong() {
        merged(1, "03-02 10:00", "03-04 09:00")
                .with("first_commit_authored_at", at("03-02 12:00"))
                .insert();

        assertThat(march().coding().median()).isZero();
        assertThat(march().negativeStages()).isZero();
    }

    @Test
    void stagesMeasuredBelowZeroCountAsZeroAndAreReported() {
        merged(1, "03-02 10:00", "03-04 09:00")
                .with("ready_for_review_at", at("03-03 10:00"))
                .with("first_commit_authored_at", at("03-05 10:00"))
                .with("merge_commit_sha", sha("m"))
                .insert();
        facts.review(repository, 1, second.identity(), "03-02 14:00");
        facts.reached(repository, sha("m"), "production", "D", "03-04 08:00", true);
        merged(2, "03-02 10:00", "03-04 09:00").insert();
        facts.review(repository, 2, second.identity(), "03-04 10:00");

        FlowFigures march = march();

        assertThat(march.pickup().distribution())
                .isEqualTo(new Percentiles(24 * HOUR, 36 * HOUR, 43.2 * HOUR, 45.6 * HOUR));
        assertThat(march.review().distribution().p50()).isEqualTo(21.5 * HOUR);
        assertThat(march.deploy().median()).isZero();
        assertThat(march.cycle().median()).isZero();
        // Pickup, deploy and cycle of the first; review of the second.
        assertThat(march.negativeStages()).isEqualTo(4);
    }

    @Test
    void neitherTheAuthorNorABotNorSomeoneUnknownPicksUp() {
        merged(1, "03-02 10:00", "03-04 09:00").insert();
        facts.review(repository, 1, author.identity(), "03-02 11:00");
        facts.review(repository, 1, facts.alias(author, "author-at-home"), "03-02 11:00");
        facts.review(repository, 1, facts.someone("dependabot[bot]").identity(), "03-02 12:00");
        facts.comment(repository, 1, facts.flaggedBot("scanner").identity(), "03-02 12:00");
        facts.comment(repository, 1, null, "03-02 12:00");

        FlowFigures march = march();

        assertThat(march.pickup().size()).isZero();
        assertThat(march.review().size()).isZero();
        assertThat(march.mergedWithoutReview()).isEqualTo(1);
        assertThat(march.reviews()).isZero();
        assertThat(march.comments()).isZero();
        assertThat(march.reviewLoad()).isNull();
        assertThat(CycleTime.of(march, march).pickup().figure().reason()).isEqualTo(Reason.NO_REVIEWS);
    }

    @Test
    void oneLoginOfABotMakesAllOfItsIdentitiesABot() {
        Someone renovate = facts.someone("renovate");
        facts.alias(renovate, "renovate[bot]");
        merged(1, "03-02 10:00", "03-04 09:00").insert();
        facts.review(repository, 1, renovate.identity(), "03-02 11:00");

        assertThat(march().reviews()).isZero();
    }

    @Test
    void toAnUnknownAuthorEveryoneKnownIsAnother() {
        facts.merged(repository, 1, "03-02 10:00", "03-04 09:00").insert();
        facts.review(repository, 1, second.identity(), "03-02 11:00");

        assertThat(march().pickup().median()).isEqualTo(HOUR);
    }

    @Test
    void aBotsPullRequestCountsAndIsReviewedByPeople() {
        facts.merged(repository, 1, "03-02 10:00", "03-04 09:00")
                .with("author_identity_id", facts.someone("dependabot[bot]").identity())
                .insert();
        facts.review(repository, 1, second.identity(), "03-02 11:00");

        assertThat(march().merged()).isEqualTo(1);
        assertThat(march().reviews()).isEqualTo(1);
    }

    @Test
    void aCommentOfAnotherPersonIsReviewEnough() {
        merged(1, "03-02 10:00", "03-04 09:00").insert();
        facts.comment(repository, 1, second.identity(), "03-02 11:00");

        assertThat(march().mergedWithoutReview()).isZero();
    }

    @Test
    void notDeployedYetTheCycleEndsWithTheMerge() {
        merged(1, "03-02 10:00", "03-03 09:00")
                .with("first_commit_authored_at", at("03-02 09:00"))
                .with("merge_commit_sha", sha("m"))
                .insert();
        facts.reached(repository, sha("m"), "staging", "S", "03-03 10:00", true);

        FlowFigures march = march();

        assertThat(march.cycle().median()).isEqualTo(24 * HOUR);
        assertThat(march.cycleNotDeployed()).isEqualTo(1);
        assertThat(march.deploy().size()).isZero();
        assertThat(CycleTime.of(march, march).deploy().figure().reason()).isEqualTo(Reason.NO_DEPLOYMENTS);
    }

    @Test
    void theFirstProductionDeploymentThatDeliversTheMergeIsTheDeployment() {
        merged(1, "03-02 10:00", "03-04 09:00")
                .with("merge_commit_sha", sha("m"))
                .insert();
        facts.reached(repository, sha("m"), "staging", "S", "03-04 10:00", true);
        facts.reached(repository, sha("m"), "prod-us", "U", "03-04 11:00", false);
        facts.reached(repository, sha("m"), "prod-eu", "E", "03-04 13:00", true);
        facts.reached(repository, sha("m"), "production", "D", "03-04 15:00", true);

        assertThat(march().deploy().median()).isEqualTo(4 * HOUR);
    }

    @Test
    void countsGoByTheirOwnTimes() {
        merged(1, "02-20 10:00", "03-03 09:00")
                .with("lines_added", 10)
                .with("lines_deleted", 5)
                .insert();
        merged(2, "03-02 10:00", "04-03 09:00")
                .with("lines_added", 99)
                .with("lines_deleted", 9)
                .insert();
        facts.pullRequest(repository, 3, "02-20 10:00")
                .with("state", "closed")
                .with("closed_at", at("03-03 09:00"))
                .insert();
        facts.pullRequest(repository, 4, "02-20 10:00").insert();
        merged(5, "03-04 10:00", "03-05 09:00")
                .with("lines_added", 20)
                .with("lines_deleted", 15)
                .insert();
        merged(6, "03-04 10:00", "03-05 09:00").with("lines_added", 7).insert();

        FlowFigures march = march();

        assertThat(march.opened()).isEqualTo(3);
        assertThat(march.merged()).isEqualTo(3);
        assertThat(march.closedUnmerged()).isEqualTo(1);
        assertThat(march.sizeMedian()).isEqualTo(25);
        assertThat(march.sized()).isEqualTo(2);
        assertThat(queries.openNow(facts.scope())).isEqualTo(1);
    }

    @Test
    void aPeriodHoldsItsStartAndNotItsEnd() {
        merged(1, "03-01 00:00", "03-31 00:00").insert();
        merged(2, "02-01 00:00", "03-01 00:00").insert();

        assertThat(march().opened()).isEqualTo(1);
        assertThat(march().merged()).isEqualTo(1);
    }

    @Test
    void reviewsAreSharedOutAmongThoseWhoReview() {
        merged(1, "03-02 10:00", "03-03 09:00").insert();
        facts.review(repository, 1, second.identity(), "03-02 11:00");
        facts.review(repository, 1, second.identity(), "03-02 12:00");
        facts.review(repository, 1, facts.alias(second, "second-at-home"), "03-02 13:00");
        facts.review(repository, 1, third.identity(), "03-02 13:00");
        facts.comment(repository, 1, third.identity(), "03-02 13:00");
        merged(2, "03-02 10:00", "03-03 09:00").insert();

        FlowFigures march = march();

        assertThat(march.reviewsPerPullRequest()).isEqualTo(2);
        assertThat(march.commentsPerPullRequest()).isEqualTo(0.5);
        assertThat(march.mergedWithoutReview()).isEqualTo(0.5);
        // |3 - 1| twice, over 2 * 2 people * 4 reviews.
        assertThat(march.reviewLoad()).isEqualTo(0.25);
        assertThat(march.reviewers()).isEqualTo(2);
    }

    @Test
    void anEvenReviewLoadIsZero() {
        merged(1, "03-02 10:00", "03-03 09:00").insert();
        facts.review(repository, 1, second.identity(), "03-02 11:00");
        facts.review(repository, 1, third.identity(), "03-02 11:00");

        assertThat(march().reviewLoad()).isZero();
    }

    @Test
    void theLoadOfAScopeIsNoOneElses() {
        UUID other = facts.repository("other");
        facts.merged(other, 1, "03-02 10:00", "03-03 09:00").insert();
        facts.review(other, 1, second.identity(), "03-02 11:00");
        merged(1, "03-02 10:00", "03-03 09:00").insert();

        FlowFigures march =
                queries.figures(facts.repositoryScope(repository), BOUNDS).getLast();

        assertThat(march.merged()).isEqualTo(1);
        assertThat(march.reviews()).isZero();
    }

    @Test
    void aBucketWithoutDataIsNullForMediansAndRatesAndZeroForCounts() {
        merged(1, "03-02 10:00", "03-02 12:00").insert();
        facts.review(repository, 1, second.identity(), "03-02 11:00");

        List<FlowFigures> days = queries.figures(
                facts.scope(), List.of(at("03-01 00:00"), at("03-02 00:00"), at("03-03 00:00"), at("03-04 00:00")));

        assertThat(days).extracting(FlowFigures::merged).containsExactly(0L, 1L, 0L);
        assertThat(days).extracting(FlowFigures::opened).containsExactly(0L, 1L, 0L);
        assertThat(days).extracting(day -> day.pickup().median()).containsExactly(null, HOUR, null);
        assertThat(days).extracting(FlowFigures::mergedWithoutReview).containsExactly(null, 0.0, null);
        assertThat(days).extracting(FlowFigures::reviewLoad).containsExactly(null, 0.0, null);
        assertThat(days).extracting(FlowFigures::sizeMedian).containsOnlyNulls();
    }

    @Test
    void shorterThanInThePeriodBeforeIsAnImprovement() {
        merged(1, "02-10 10:00", "02-12 12:00").insert();
        facts.review(repository, 1, second.identity(), "02-10 14:00");
        merged(2, "03-02 10:00", "03-02 12:00").insert();
        facts.review(repository, 2, second.identity(), "03-02 11:00");

        List<FlowFigures> figures = queries.figures(facts.scope(), BOUNDS);
        Trend trend = CycleTime.of(figures.getLast(), figures.getFirst())
                .pickup()
                .figure()
                .trend();

        assertThat(trend).isEqualTo(new Trend(4 * HOUR, -0.75, Direction.IMPROVING));
    }

    private Facts.Row merged(long number, String openedAt, String mergedAt) {
        return facts.merged(repository, number, openedAt, mergedAt).with("author_identity_id", author.identity());
    }

    private FlowFigures march() {
        return queries.figures(facts.scope(), BOUNDS).getLast();
    }
}
