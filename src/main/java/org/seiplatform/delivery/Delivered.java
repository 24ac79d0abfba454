package org.seiplatform.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a deployment brought, as far as its kind and what it remediates depend on it. Deployments go by their external ids.
 *
 * @param count delivered commits, received or not
 * @param commitKnown whether the deployed commit itself has been received
 * @param deployedBefore the latest earlier deployment of the same commit; null if there is none
 * @param reverted the latest of the deployments that delivered, in the seven days before, a commit that a delivered one reverts
 * @param labelled whether a delivered pull request carries a label
 */
record Delivered(
        int count,
        boolean commitKnown,
        @Nullable String deployedBefore,
        @Nullable String reverted,
        boolean labelled) {}
