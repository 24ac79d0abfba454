package org.seiplatform.testing;

import java.util.List;

/** The databases the service runs on, each with what a server of it is started with. */
public enum Edition {

    /** PostgreSQL without extensions, the newest version, as the embedded database is. */
    PLAIN("SEI_TEST_DATABASE_URL", "postgres:18-alpine"),

    /** The oldest PostgreSQL the service supports, without extensions. */
    POSTGRESQL_15("SEI_TEST_POSTGRESQL15_URL", "postgres:15-alpine"),

    /** TimescaleDB with its Apache-2 licensed functions only: hypertables, but neither compression nor policies. */
    TIMESCALEDB(
            "SEI_TEST_TIMESCALEDB_URL",
            "timescale/timescaledb:2.19.3-pg17",
            "shared_preload_libraries=timescaledb",
            "timescaledb.license=apache",
            "timescaledb.telemetry_level=off"),

    /** TimescaleDB with everything: compression, continuous aggregates and policies. */
    TIMESCALEDB_COMMUNITY(
            "SEI_TEST_TIMESCALEDB_COMMUNITY_URL",
            "timescale/timescaledb:2.19.3-pg17",
            "shared_preload_libraries=timescaledb",
            "timescaledb.license=timescale",
            "timescaledb.telemetry_level=off");

    private final String variable;
    private final String image;
    private final List<String> settings;

    Edition(String variable, String image, String... settings) {
        this.variable = variable;
        this.image = image;
        this.settings = List.of(settings);
    }

    /** The environment variable that may hold the JDBC URL of a server, with the name and password of a superuser. */
    String variable() {
        return variable;
    }

    /** The container image of a server. */
    String image() {
        return image;
    }

    /** What a server of this edition needs in its configuration, as {@code name=value}. */
    List<String> settings() {
        return settings;
    }
}
