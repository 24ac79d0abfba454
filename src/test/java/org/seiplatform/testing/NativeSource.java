package org.seiplatform.testing;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A server from the PostgreSQL packages that are installed on this machine, where Debian and its kin put them. */
final class NativeSource implements DatabaseSource {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    @Override
    public Offer offer(Edition edition) {
        return switch (edition) {
            case PLAIN -> new Offer.Missing("an installed PostgreSQL is not asked for where one is embedded");
            case POSTGRESQL_15 -> offer(edition, "15", "bin", "postgres");
            case TIMESCALEDB -> offer(edition, "[0-9]+", "lib", "timescaledb[.]so");
            case TIMESCALEDB_COMMUNITY -> offer(edition, "[0-9]+", "lib", "timescaledb-tsl-.*[.]so");
        };
    }

    /** Offers the newest of the versions that have the file by which the edition is known. */
    private static Offer offer(Edition edition, String version, String directory, String file) {
        Optional<String> newest = names(VERSIONS, version)
                .filter(name -> names(VERSIONS.resolve(name).resolve(directory), file)
                        .findAny()
                        .isPresent())
                .max(Comparator.comparing(Integer::valueOf));
        if (newest.isEmpty()) {
            return new Offer.Missing("no %s/%s/%s/%s is installed".formatted(VERSIONS, version, directory, file));
        }
        Path home = VERSIONS.resolve(newest.get());
        NativeServer server = NativeServer.start(edition, home.resolve("bin"));
        return new Offer.Found(new PostgresServer(server.maintenance(), server::stop), "installed in " + home);
    }

    private static Stream<String> names(Path directory, String pattern) {
        String[] names = directory.toFile().list();
        return names == null ? Stream.empty() : Stream.of(names).filter(name -> name.matches(pattern));
    }
}
