package org.seiplatform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersIT {

    /** The same for all tests, as it is for all runs of a service. */
    @TempDir
    private static Path temporary;

    private LocalDirectory directory;
    private LocalServers servers;
    private Map<String, Object> settings;

    @BeforeEach
    void start() throws IOException {
        directory = LocalDirectory.open(temporary.resolve("a directory"));
        servers = new LocalServers(directory);
        settings = servers.start();
    }

    @AfterEach
    void stop() {
        servers.stop();
    }

    @Test
    void dataStayBetweenRuns() throws Exception {
        execute("create table kept as select 42 as answer");

        stop();
        start();

        assertThat(query("select answer from kept")).isEqualTo("42");
    }

    @Test
    void theEncryptionKeyStaysBetweenRuns() throws IOException {
        Object before = settings.get("sei.encryption.key");

        stop();
        start();

        assertThat(settings).containsEntry("sei.encryption.key", before);
    }

    @Test
    void stoppedServersAreGone() throws IOException {
        stop();

        assertThat(postgres()).isNotPresent();
        assertThat(redis()).isNotPresent();
    }

    @Test
    void serversThatAKilledServiceLeftAreReplacedWithoutLoss() throws Exception {
        execute("create table left_behind as select 'survives' as fate");
        long leftPostgres = postgres().orElseThrow().pid();
        long leftRedis = redis().orElseThrow().pid();

        directory.release();
        start();

        assertThat(query("select fate from left_behind")).isEqualTo("survives");
        assertThat(postgres()).get().extracting(ProcessHandle::pid).isNotEqualTo(leftPostgres);
        assertThat(redis()).get().extracting(ProcessHandle::pid).isNotEqualTo(leftRedis);
    }

    @Test
    void anOldProcessIdThatAnotherProgramHasByNowIsNoObstacle() throws Exception {
        stop();
        Files.writeString(
                temporary.resolve("a directory/postgres/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n",
                StandardOpenOption.CREATE_NEW);

        start();

        assertThat(query("select 'runs'")).isEqualTo("runs");
    }

    @Test
    void theDatabaseAsksForItsPassword() {
        settings = Map.of(
                "spring.datasource.url", settings.get("spring.datasource.url"),
                "spring.datasource.username", "sei",
                "spring.datasource.password", "guessed");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> query("select 1"))
                .withMessageContaining("password authentication failed");
    }

    private Optional<ProcessHandle> postgres() throws IOException {
        return ServerProcess.find(temporary.resolve("a directory/postgres/data/postmaster.pid"), "postgres");
    }

    private Optional<ProcessHandle> redis() throws IOException {
        return ServerProcess.find(temporary.resolve("a directory/redis/redis.pid"), "redis-");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                setting("spring.datasource.url"),
                setting("spring.datasource.username"),
                setting("spring.datasource.password"));
    }

    private String setting(String name) {
        return String.valueOf(settings.get(name));
    }
}
