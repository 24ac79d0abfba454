package org.seiplatform.analytics.report;

/**
 * What was committed in one period, merges left out.
 *
 * @param botCommits those of the commits that programs made; they are no part of active days and authors
 * @param activeDays local days with at least one commit
 * @param authors known persons
 */
record ActivityFigures(
        long commits, long botCommits, long activeDays, long authors, long linesAdded, long linesDeleted) {}
