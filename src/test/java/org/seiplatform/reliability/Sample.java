package org.seiplatform.reliability;

/**
 * One request and what came of it.
 *
 * @param startedAt by {@link System#nanoTime()}
 * @param nanos until the answer, or until it was given up
 * @param old whether the answer said of itself that it was one of before
 * @param outcome {@code "ok"}, status and code of a problem, or how there was no answer
 */
record Sample(Kind kind, long startedAt, long nanos, boolean old, String outcome) {

    static final String OK = "ok";

    enum Kind {
        READ,
        WRITE
    }

    boolean failed() {
        return !outcome.equals(OK);
    }

    /** Turned away at once because there was too much to do. */
    boolean shed() {
        return outcome.equals("503 overloaded");
    }

    long endedAt() {
        return startedAt + nanos;
    }
}
