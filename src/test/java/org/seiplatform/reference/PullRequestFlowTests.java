package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** "Pull-request flow". */
class PullRequestFlowTests {

    private static final double HOUR = 3600;

    private final HistoryBuilder seeded = new HistoryBuilder();

    @Test
    void aPullRequestGoesThroughItsStages() {
        seeded.commit("a", "03-04 09:00");
        seeded.deployment("D", "a", "03-04 12:00");
        seeded.pullRequest(1, "03-02 10:00")
                .commit("b", "03-02 09:00")
                .commit("c", "03-02 07:00")
                .ready("03-02 12:00")
                .comment("second", "03-02 13:00")
                .review("second", "03-02 14:00")
                .merged("03-04 09:00", "a");
        PullRequestAnswer flow = flow();
        assertThat(flow.coding().p50()).isEqualTo(3 * HOUR);
        assertThat(flow.pickup().p50()).isEqualTo(HOUR);
        assertThat(flow.review().p50()).isEqualTo(44 * HOUR);
        assertThat(flow.deploy().p50()).isEqualTo(3 * HOUR);
        assertThat(flow.cycle().p50()).isEqualTo(53 * HOUR);
        assertThat(flow.cycleNotDeployed()).isZero();
    }

    @Test
    void openedBeforeItsFirstCommitTheCodingTookNoTimeAndNoClockWasWrong() {
        seeded.pullRequest(1, "03-02 10:00").commit("b", "03-02 12:00").merged("03-03 09:00", "a");
        assertThat(flow().coding().p50()).isZero();
        History history = seeded.build();
        assertThat(seeded.metrics()
                        .dataQuality(
                                MetricQuestion.about(history), HistoryBuilder.MARCH, HistoryBuilder.at("04-01 00:00"))
                        .negativeDurations()
                        .pullRequestStages())
                .isZero();
    }

    @Test
    void neitherTheAuthorNorABotPicksUp() {
        seeded.bot(new Identity("github", "github.com", "scanner"));
        seeded.pullRequest(1, "03-02 10:00")
                .review("author", "03-02 11:00")
                .review("dependabot[bot]", "03-02 12:00")
                .comment("scanner", "03-02 12:00")
                .merged("03-03 09:00", "a");
        PullRequestAnswer flow = flow();
        assertThat(flow.pickup().sampleSize()).isZero();
        assertThat(flow.review().sampleSize()).isZero();
        assertThat(flow.mergedWithoutReview()).isEqualTo(1);
        assertThat(flow.reviewsPerPullRequest()).isZero();
        assertThat(flow.commentsPerPullRequest()).isZero();
        assertThat(flow.reviewLoadGini()).isNull();
    }

    @Test
    void aPersonOfTwoLoginsDoesNotReviewTheirOwnWork() {
        seeded.commit("a", "03-01 09:00").by(new PersonFact(null, "author@example.org", "author"));
        seeded.commit("b", "03-01 09:00").by(new PersonFact(null, "author@example.org", "alias"));
        seeded.pullRequest(1, "03-02 10:00").review("alias", "03-02 11:00").merged("03-03 09:00", "b");
        assertThat(flow().mergedWithoutReview()).isEqualTo(1);
    }

    @Test
    void aCommentOfAnotherPersonIsAReviewEnough() {
        seeded.pullRequest(1, "03-02 10:00").comment("second", "03-02 11:00").merged("03-03 09:00", "a");
        assertThat(flow().mergedWithoutReview()).isZero();
    }

    @Test
    void notDeployedYetTheCycleEndsWithTheMerge() {
        seeded.pullRequest(1, "03-02 10:00").commit("b", "03-02 09:00").merged("03-03 09:00", "a");
        assertThat(flow().cycle().p50()).isEqualTo(24 * HOUR);
        assertThat(flow().cycleNotDeployed()).isEqualTo(1);
        assertThat(flow().deploy().sampleSize()).isZero();
    }

    @Test
    void theFirstProductionDeploymentThatDeliversTheMergeIsTheDeployment() {
        seeded.commit("a", "03-04 09:00");
        seeded.deployment("S", "a", "03-04 10:00").to("staging");
        seeded.deployment("X", "a", "03-04 11:00").status("failure");
        seeded.deployment("E", "a", "03-04 13:00").to("prod-eu");
        seeded.deployment("D", "a", "03-04 15:00");
        seeded.pullRequest(1, "03-02 10:00").merged("03-04 09:00", "a");
        assertThat(flow().deploy().p50()).isEqualTo(4 * HOUR);
    }

    @Test
    void countsGoByTheirOwnTimes() {
        seeded.pullRequest(1, "02-20 10:00").merged("03-03 09:00", "a").lines(10, 5);
        seeded.pullRequest(2, "03-02 10:00").merged("04-03 09:00", "b").lines(100, 100);
        seeded.pullRequest(3, "02-20 10:00").closed("03-03 09:00");
        seeded.pullRequest(4, "02-20 10:00");
        seeded.pullRequest(5, "03-04 10:00").merged("03-05 09:00", "c").lines(20, 15);
        seeded.pullRequest(6, "03-04 10:00").merged("03-05 09:00", "d");
        PullRequestAnswer flow = flow();
        assertThat(flow.opened()).isEqualTo(3);
        assertThat(flow.merged()).isEqualTo(3);
        assertThat(flow.closedUnmerged()).isEqualTo(1);
        assertThat(flow.openNow()).isEqualTo(1);
        assertThat(flow.sizeMedian()).isEqualTo(25);
    }

    @Test
    void reviewsAreSharedOutAmongThoseWhoReview() {
        seeded.pullRequest(1, "03-02 10:00")
                .review("second", "03-02 11:00")
                .review("second", "03-02 12:00")
                .review("second", "03-02 13:00")
                .review("third", "03-02 13:00")
                .comment("third", "03-02 13:00")
                .merged("03-03 09:00", "a");
        seeded.pullRequest(2, "03-02 10:00").merged("03-03 09:00", "b");
        PullRequestAnswer flow = flow();
        assertThat(flow.reviewsPerPullRequest()).isEqualTo(2);
        assertThat(flow.commentsPerPullRequest()).isEqualTo(0.5);
        assertThat(flow.mergedWithoutReview()).isEqualTo(0.5);
        // |3-1| twice, over 2 * 2² * 2.
        assertThat(flow.reviewLoadGini()).isEqualTo(0.25);
    }

    @Test
    void theGiniOfEqualLoadsIsZeroAndOfUnequalOnesNearOne() {
        assertThat(Gini.of(List.of(3L, 3L, 3L))).isZero();
        assertThat(Gini.of(List.of(7L))).isZero();
        assertThat(Gini.of(List.of(1L, 1L, 1L, 97L))).isEqualTo(0.72, within(1e-9));
        assertThat(Gini.of(List.of())).isNull();
    }

    private PullRequestAnswer flow() {
        return seeded.metrics().pullRequests(MetricQuestion.about(seeded.build()), HistoryBuilder.MARCH);
    }
}
