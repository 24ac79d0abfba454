package org.seiplatform.analytics.report;

import org.seiplatform.analytics.Count;

/**
 * What was committed in a period, merges left out (metrics.md, "Other figures"). It describes, and rates nobody.
 *
 * @param botCommits those of the commits that programs made; they are no part of active days and authors
 * @param activeDays local days with at least one commit
 * @param authors known persons
 */
public record Activity(
        Count commits, Count botCommits, Count activeDays, Count authors, Count linesAdded, Count linesDeleted) {

    static Activity of(ActivityFigures current, ActivityFigures previous) {
        return new Activity(
                Count.of(current.commits(), previous.commits()),
                Count.of(current.botCommits(), previous.botCommits()),
                Count.of(current.activeDays(), previous.activeDays()),
                Count.of(current.authors(), previous.authors()),
                Count.of(current.linesAdded(), previous.linesAdded()),
                Count.of(current.linesDeleted(), previous.linesDeleted()));
    }
}
