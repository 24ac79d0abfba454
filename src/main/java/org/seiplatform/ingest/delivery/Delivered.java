package org.seiplatform.ingest.delivery;

/**
 * What a deployment delivered, as far as its kind depends on it.
 *
 * @param count delivered commits, received or not
 * @param commitKnown whether the deployed commit itself has been received
 * @param recentRevert whether a delivered commit reverts one that the environment got in the seven days before
 * @param hotfixLabel whether a delivered pull request carries a label matching the organization's hotfix pattern
 */
record Delivered(int count, boolean commitKnown, boolean recentRevert, boolean hotfixLabel) {}
