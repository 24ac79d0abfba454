package org.seiplatform.analytics.report;

import org.jspecify.annotations.Nullable;

/**
 * How people met in the reviews of one period.
 *
 * @param pairs an author and a reviewer each
 * @param betweenMembers meetings of two people who are each in some team now
 * @param acrossTeams those of them without a team in common
 */
record CollaborationFigures(long pairs, long betweenMembers, long acrossTeams) {

    @Nullable
    Double shareAcrossTeams() {
        return betweenMembers == 0 ? null : acrossTeams / (double) betweenMembers;
    }
}
