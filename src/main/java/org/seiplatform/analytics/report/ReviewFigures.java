package org.seiplatform.analytics.report;

import org.seiplatform.analytics.Figure;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;
import org.seiplatform.analytics.Trend;
import org.seiplatform.analytics.Trend.Better;

/**
 * How the pull requests merged in a period were reviewed by persons other than their authors.
 *
 * @param mergedWithoutReview share of those that nobody else reviewed or commented
 * @param reviewLoad how unevenly the reviews lie on those who review: the Gini coefficient, 0 where all carry the same
 */
public record ReviewFigures(
        Figure reviewsPerPullRequest, Figure commentsPerPullRequest, Figure mergedWithoutReview, Figure reviewLoad) {

    static ReviewFigures of(FlowFigures current, FlowFigures previous) {
        return new ReviewFigures(
                Figure.of(
                        current.reviewsPerPullRequest(),
                        Unit.COUNT,
                        current.merged(),
                        Reason.NO_PULL_REQUESTS,
                        Trend.neutral(current.reviewsPerPullRequest(), previous.reviewsPerPullRequest())),
                Figure.of(
                        current.commentsPerPullRequest(),
                        Unit.COUNT,
                        current.merged(),
                        Reason.NO_PULL_REQUESTS,
                        Trend.neutral(current.commentsPerPullRequest(), previous.commentsPerPullRequest())),
                Figure.of(
                        current.mergedWithoutReview(),
                        Unit.RATIO,
                        current.merged(),
                        Reason.NO_PULL_REQUESTS,
                        Trend.of(current.mergedWithoutReview(), previous.mergedWithoutReview(), Better.LOWER)),
                Figure.of(
                        current.reviewLoad(),
                        Unit.RATIO,
                        current.reviewers(),
                        Reason.NO_REVIEWS,
                        Trend.of(current.reviewLoad(), previous.reviewLoad(), Better.LOWER)));
    }
}
