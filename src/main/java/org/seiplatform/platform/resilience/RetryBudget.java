package org.seiplatform.platform.resilience;

/** Allows a share of calls to be repeated. A few repetitions are saved up, so that a first failure after quiet times may be tried again. */
final class RetryBudget {

    private static final double MOST_SAVED = 10;

    private final double share;
    private double saved = MOST_SAVED;

    /** @param share repetitions per call, 0 to 1 */
    RetryBudget(double share) {
        this.share = share;
    }

    /** Notes a call, which earns its share of a repetition. */
    synchronized void earn() {
        saved = Math.min(MOST_SAVED, saved + share);
    }

    /** Takes a repetition if there is one. */
    synchronized boolean spend() {
        if (saved < 1) {
            return false;
        }
        saved--;
        return true;
    }
}
