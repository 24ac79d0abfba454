package org.seiplatform.operations.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.DebianRoot;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL and Redis take over the files as they are shipped. PgBouncer's is read in {@link FailoverIT}. */
class ShippedSettingsIT {

    private static final Pattern SETTING = Pattern.compile("(?m)^ALTER SYSTEM SET (\\w+) = (.+);");

    private final DebianRoot debian = DebianRoot.find();

    @Test
    void postgresqlReadsEverySettingBack() throws Exception {
        String shipped = Files.readString(Path.of("docker/timescaledb/settings.sql"));
        String needRestart = shipped.substring(0, shipped.indexOf("-- Taken over by pg_reload_conf()"));
        Path directory = DebianRoot.directory("sei-settings");
        PlatformDatabase server = new PlatformDatabase("127.0.0.1", freePort(), "postgres");
        debian.command("initdb", "--pgdata=" + directory + "/data", "--username=postgres", "--auth=trust", "--no-sync")
                .run()
                .succeeded();
        Process process = start(server, directory);
        try {
            debian.command(
                            "psql",
                            "--no-psqlrc",
                            "--set=ON_ERROR_STOP=on",
                            "--file=/mnt/docker/timescaledb/settings.sql")
                    .with(server.environment("postgres"))
                    .run()
                    .succeeded();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(server.ask(
                                    "postgres", "select name from pg_settings where pending_restart order by name"))
                            .containsExactlyElementsOf(settings(needRestart).keySet().stream()
                                    .sorted()
                                    .toList()));
            process.destroyForcibly().waitFor();
            process = start(server, directory);

            for (Map.Entry<String, String> setting : settings(shipped).entrySet()) {
                assertThat(server.ask("postgres", "show " + setting.getKey()))
                        .as(setting.getKey())
                        .containsExactly(setting.getValue());
            }
            assertThat(settings(shipped)).containsAllEntriesOf(GuideSettings.ALL);
        } finally {
            process.destroyForcibly().waitFor();
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    @Test
    void redisReadsTheGuidesFiguresAndLetsNobodyInWithoutAName() throws Exception {
        Path directory = Files.createTempDirectory("sei-redis");
        int port = freePort();
        Process process = new ProcessBuilder(
                        "redis-server",
                        Path.of("docker/redis/redis.conf").toAbsolutePath().toString(),
                        "--dir",
                        directory.toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--aclfile",
                        Path.of("docker/redis/users.acl.example")
                                .toAbsolutePath()
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> answers(port));
            assertThat(redis(port, "PING")).containsExactly("-NOAUTH Authentication required.");
            String exporter = "AUTH exporter the-password-of-the-exporter";
            assertThat(redis(port, exporter, "CONFIG GET maxmemory")).contains("4294967296");
            assertThat(redis(port, exporter, "CONFIG GET maxmemory-policy")).contains("allkeys-lru");
            assertThat(redis(port, exporter, "CONFIG GET save")).contains("900 1 300 10 60 10000");
            assertThat(redis(port, exporter, "CONFIG GET appendonly")).contains("yes");
            assertThat(redis(port, exporter, "CONFIG GET appendfsync")).contains("everysec");
            assertThat(redis(port, exporter, "GET anything")).last().asString().startsWith("-NOPERM");
            String service = "AUTH sei the-password-of-the-service";
            assertThat(redis(port, service, "SET sei:a b", "GET sei:a")).last().isEqualTo("b");
            assertThat(redis(port, service, "FLUSHALL")).last().asString().startsWith("-NOPERM");
            assertThat(redis(port, service, "CONFIG SET maxmemory 1"))
                    .last()
                    .asString()
                    .startsWith("-NOPERM");
        } finally {
            process.destroyForcibly().waitFor();
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private Process start(PlatformDatabase server, Path directory) {
        Process process = debian.command(
                        "postgres",
                        "-D",
                        directory + "/data",
                        "-c",
                        "port=" + server.port(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off")
                .start(directory.resolve("log"));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            try {
                return !server.databases().isEmpty();
            } catch (SQLException notYet) {
                return false;
            }
        });
        return process;
    }

    private static Map<String, String> settings(String sql) {
        Map<String, String> settings = new LinkedHashMap<>();
        Matcher matcher = SETTING.matcher(sql);
        while (matcher.find()) {
            settings.put(matcher.group(1), matcher.group(2).replace("'", ""));
        }
        return settings;
    }

    private static boolean answers(int port) {
        try {
            return !redis(port, "PING").isEmpty();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What Redis says to inline commands, without the lengths. */
    private static List<String> redis(int port, String... commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                PrintStream requests = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String command : commands) {
                requests.print(command + "\r\n");
            }
            requests.print("QUIT\r\n");
            List<String> lines =
                    answers.lines().filter(line -> !line.matches("[*$]\\d+")).toList();
            return lines.isEmpty() ? lines : lines.subList(0, lines.size() - 1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
