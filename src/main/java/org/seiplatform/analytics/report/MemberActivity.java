package org.seiplatform.analytics.report;

/**
 * What a member did in the repositories of their team in a period. It describes; members are listed by name and never ranked.
 *
 * @param role {@code member} or {@code lead}
 * @param commits without merges
 * @param pullRequestsMerged their own, merged in the period
 * @param reviewsGiven to pull requests of others, in the period
 */
public record MemberActivity(Person developer, String role, long commits, long pullRequestsMerged, long reviewsGiven) {}
