package org.seiplatform.reference;

/**
 * What was done in a scope and period.
 *
 * @param commits without merges
 * @param botCommits those of them that are by bots
 * @param activeDays local days with at least one commit that is not by a bot
 * @param authors known persons among their authors, no bots
 */
record ActivityAnswer(int commits, int botCommits, int activeDays, int authors, long linesAdded, long linesDeleted) {}
