package org.seiplatform.testing;

import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A server somebody else has started and named in the environment; its databases are dropped, the server stays. */
final class EnvironmentSource implements DatabaseSource {

    private final Map<String, String> environment;

    EnvironmentSource(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Offer offer(Edition edition) {
        String url = environment.get(edition.variable());
        if (url == null || url.isBlank()) {
            return new Offer.Missing(edition.variable() + " is not set");
        }
        return new Offer.Found(new PostgresServer(parse(edition, url), () -> {}), "environment " + edition.variable());
    }

    private static TestDatabase parse(Edition edition, String url) {
        Properties parts = Driver.parseURL(url, null);
        String username = parts == null ? null : PGProperty.USER.getOrDefault(parts);
        String password = parts == null ? null : PGProperty.PASSWORD.getOrDefault(parts);
        if (username == null || password == null) {
            throw new IllegalArgumentException(
                    "%s must look like jdbc:postgresql://host:port/database?user=..&password=.."
                            .formatted(edition.variable()));
        }
        return new TestDatabase(edition, url, username, password);
    }
}
