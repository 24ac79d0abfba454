package org.seiplatform.reliability;

/**
 * Something that breaks, and how it is mended.
 *
 * @param bound what callers may notice at most, apart from slowness
 * @param stretch how many times as long as others it lasts
 */
record Fault(String name, Bound bound, double stretch, Action begin, Action end) {

    Fault(String name, Bound bound, Action begin, Action end) {
        this(name, bound, 1, begin, end);
    }

    /** What a fault may do to requests. Whatever it is, what was acknowledged is kept, and all is well again afterwards. */
    enum Bound {
        /** No request fails. */
        NOTHING_FAILS,
        /** No read fails that dashboards have asked before; writes may be refused. */
        READS_GO_ON,
        /** Requests may be turned away at once, and those that are not are answered as quickly as usual. */
        SOME_ARE_TURNED_AWAY
    }

    /** A step of a fault. */
    interface Action {

        Action NONE = () -> {};

        void run() throws Exception;
    }
}
