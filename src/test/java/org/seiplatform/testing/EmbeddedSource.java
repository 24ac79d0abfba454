package org.seiplatform.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The PostgreSQL that the local profile embeds. It is plain and new, so it serves for one edition only. */
final class EmbeddedSource implements DatabaseSource {

    @Override
    public Offer offer(Edition edition) {
        if (edition != Edition.PLAIN) {
            return new Offer.Missing("the embedded PostgreSQL is plain and new");
        }
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start();
            TestDatabase maintenance =
                    new TestDatabase(edition, postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
            return new Offer.Found(new PostgresServer(maintenance, () -> stop(postgres)), "embedded");
        } catch (IOException cause) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start", cause);
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException cause) {
            throw new UncheckedIOException("the embedded PostgreSQL does not stop", cause);
        }
    }
}
