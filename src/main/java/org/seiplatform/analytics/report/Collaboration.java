package org.seiplatform.analytics.report;

import java.util.List;
import org.seiplatform.analytics.Figure;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;
import org.seiplatform.analytics.Trend;

/**
 * Who reviews whom, over the pull requests merged in a period. Author and reviewer meet once in each pull request that the
 * reviewer reviewed or commented. Unknown persons and bots take no part.
 *
 * @param pairs those that met most often, most often first; at most twenty
 * @param pairCount how many there are altogether
 * @param acrossTeams share of the meetings in which the two have no team in common now; only where each is in some team
 */
public record Collaboration(List<Pair> pairs, long pairCount, Figure acrossTeams) {

    /** How many pairs are shown. */
    static final int SHOWN = 20;

    /**
     * Two people who met in reviews.
     *
     * @param pullRequests of the author that the reviewer reviewed or commented
     */
    public record Pair(Person author, Person reviewer, long pullRequests, long reviews, long comments) {}

    static Collaboration of(List<Pair> pairs, CollaborationFigures current, CollaborationFigures previous) {
        return new Collaboration(
                pairs,
                current.pairs(),
                Figure.of(
                        current.shareAcrossTeams(),
                        Unit.RATIO,
                        current.betweenMembers(),
                        Reason.NO_REVIEWS,
                        Trend.neutral(current.shareAcrossTeams(), previous.shareAcrossTeams())));
    }
}
