package org.seiplatform.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;
import org.seiplatform.testing.DatabaseSource.Offer;

/**
 * Gives empty databases of each edition to tests. A server of an edition starts when its first database is asked for,
 * and stops when the JVM does. Where it comes from, in this order: an address in the environment, the embedded
 * PostgreSQL, Docker, an installed package, a WebAssembly build.
 */
public final class TestDatabases {

    private static final List<DatabaseSource> SOURCES = List.of(
            new EnvironmentSource(System.getenv()),
            new EmbeddedSource(),
            new DockerSource(),
            new NativeSource(),
            new WebAssemblySource());

    private static final Map<Edition, Offer> OFFERS = new ConcurrentHashMap<>();
    private static final Set<Edition> ANNOUNCED = ConcurrentHashMap.newKeySet();

    private TestDatabases() {}

    /**
     * Makes an empty database.
     *
     * @throws TestAbortedException where this machine has no server of the edition, so that the test counts as skipped
     * @throws IllegalStateException instead of it where {@code CI=true} says that every edition is required
     */
    public static TestDatabase create(Edition edition) {
        return switch (offer(edition)) {
            case Offer.Found found -> create(edition, found);
            case Offer.Missing missing -> throw new TestAbortedException(missing.reason());
        };
    }

    /**
     * Why this machine has no server of an edition, empty when it has one.
     *
     * @throws IllegalStateException where {@code CI=true} says that every edition is required
     */
    static Optional<String> absence(Edition edition) {
        return offer(edition) instanceof Offer.Missing missing ? Optional.of(missing.reason()) : Optional.empty();
    }

    private static Offer offer(Edition edition) {
        Offer offer = OFFERS.computeIfAbsent(edition, TestDatabases::find);
        if (offer instanceof Offer.Missing missing && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing.reason());
        }
        return offer;
    }

    private static Offer find(Edition edition) {
        List<String> reasons = new ArrayList<>();
        for (DatabaseSource source : SOURCES) {
            switch (source.offer(edition)) {
                case Offer.Found found -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(found.server()::close, "stop " + edition));
                    return found;
                }
                case Offer.Missing missing -> reasons.add(missing.reason());
            }
        }
        tell(edition, "none");
        return new Offer.Missing("no database %s: %s".formatted(edition, String.join("; ", reasons)));
    }

    private static TestDatabase create(Edition edition, Offer.Found found) {
        try {
            TestDatabase database = found.server().createDatabase();
            if (ANNOUNCED.add(edition)) {
                tell(edition, found.origin() + ", " + versions(database));
            }
            return database;
        } catch (SQLException cause) {
            throw new IllegalStateException(
                    "cannot create a database %s (%s)".formatted(edition, found.origin()), cause);
        }
    }

    private static String versions(TestDatabase database) throws SQLException {
        String sql = """
                select coalesce((select 'TimescaleDB ' || default_version || ' on '
                                   from pg_available_extensions where name = 'timescaledb'), '')
                       || 'PostgreSQL ' || current_setting('server_version')
                """;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Tells the reader of the test output, once for each edition, what the results stand for. */
    private static void tell(Edition edition, String what) {
        System.out.printf("test database %s: %s%n", edition, what);
    }
}
