package org.seiplatform.operations.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Connections are few: what may be opened at each level is there at the next one. */
class ConnectionSumsTests {

    /** What the production guide asks for. */
    private static final int POOLERS = 3;

    private static final int MOST_PODS = 50;
    private static final int RESERVED_FOR_SUPERUSERS = 3;
    /** Patroni itself, its monitoring, and a person. */
    private static final int SUPERUSERS = 5;

    @Test
    void poolersAndEveryoneElseTogetherFitIntoTheDatabase() throws IOException {
        String roles = Files.readString(Path.of("docker/timescaledb/roles.sql"));
        int poolers = POOLERS * number(pooler(), "max_db_connections = (\\d+)");
        int direct = limit(roles, "sei_owner")
                + limit(roles, "sei_readonly")
                + limit(roles, "sei_backup")
                + limit(roles, "sei_monitor");

        assertThat(poolers + direct + RESERVED_FOR_SUPERUSERS + SUPERUSERS)
                .isLessThanOrEqualTo(number(patroni(), "max_connections: (\\d+)"));
        assertThat(limit(roles, "sei_user")).isEqualTo(poolers);
        assertThat(number(pooler(), "default_pool_size = (\\d+)"))
                .isLessThanOrEqualTo(number(pooler(), "max_db_connections = (\\d+)"));
    }

    @Test
    void everyPodOfTheServiceFindsItsConnectionsInOnePoolerAlone() throws IOException {
        int pool =
                number(Files.readString(Path.of("src/main/resources/application.yaml")), "maximum-pool-size: (\\d+)");
        assertThat(MOST_PODS * pool).isLessThanOrEqualTo(number(pooler(), "max_client_conn = (\\d+)"));
    }

    @Test
    void standbysAndBackupsFindTheirSenders() throws IOException {
        // two standbys and two streams of a copy that is being made, twice over
        assertThat(number(patroni(), "max_wal_senders: (\\d+)")).isGreaterThanOrEqualTo(8);
    }

    private static String pooler() throws IOException {
        return Files.readString(Path.of("docker/pgbouncer/pgbouncer.ini"));
    }

    private static String patroni() throws IOException {
        return Files.readString(Path.of("docker/timescaledb/patroni/patroni.yml"));
    }

    private static int limit(String roles, String role) {
        return number(roles, "alter role %s login [a-z ]*connection limit (\\d+);".formatted(role));
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
