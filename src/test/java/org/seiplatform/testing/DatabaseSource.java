package org.seiplatform.testing;

/** One way to come by a server of an edition. */
interface DatabaseSource {

    /** Starts or finds a server, or says why this machine has none of this kind. Fails when one is there but broken. */
    Offer offer(Edition edition);

    /** What a source answers. */
    sealed interface Offer {

        /**
         * A server to use.
         *
         * @param origin where it comes from, for the one line that tells the reader of the test output
         */
        record Found(DatabaseServer server, String origin) implements Offer {}

        /** Nothing to use, and the reason as the end of a sentence that starts with the name of the edition. */
        record Missing(String reason) implements Offer {}
    }
}
