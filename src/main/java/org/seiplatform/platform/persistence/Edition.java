package org.seiplatform.platform.persistence;

import java.util.List;

/** What the database can do; decides which migrations make up its schema, and nothing else. */
public enum Edition {
    /** TimescaleDB under the Timescale licence: hypertables, columnstore, continuous aggregates, policies. */
    TIMESCALEDB_COMMUNITY("common", "timescaledb", "timescaledb-community"),
    /** TimescaleDB under the Apache licence: hypertables. */
    TIMESCALEDB_APACHE("common", "timescaledb"),
    /** Ordinary tables under the same names. */
    POSTGRESQL("common", "plain");

    private final List<String> migrations;

    Edition(String... folders) {
        migrations = List.of(folders);
    }

    /** Where its migrations are, for Flyway. */
    List<String> migrationLocations() {
        return migrations.stream()
                .map(folder -> "classpath:db/migration/" + folder)
                .toList();
    }
}
