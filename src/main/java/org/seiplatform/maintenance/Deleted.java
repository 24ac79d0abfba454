package org.seiplatform.maintenance;

/**
 * How many facts of each kind were deleted; reviews and comments count as such, not with their pull request.
 *
 * @param changes what deployments delivered
 */
record Deleted(long commits, long pullRequests, long reviews, long deployments, long changes, long incidents) {

    static final Deleted NOTHING = new Deleted(0, 0, 0, 0, 0, 0);

    Deleted plus(Deleted other) {
        return new Deleted(
                commits + other.commits,
                pullRequests + other.pullRequests,
                reviews + other.reviews,
                deployments + other.deployments,
                changes + other.changes,
                incidents + other.incidents);
    }

    long total() {
        return commits + pullRequests + reviews + deployments + changes + incidents;
    }
}
