package org.seiplatform.reference;

/**
 * What people did in a scope and period.
 *
 * @param commits without merges and without the commits of bots
 * @param activeDays local days with at least one of them
 * @param authors known persons among their authors
 */
record ActivityAnswer(int commits, int activeDays, int authors, long linesAdded, long linesDeleted) {}
