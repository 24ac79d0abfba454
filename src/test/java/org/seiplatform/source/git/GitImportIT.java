package org.seiplatform.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.Scrape;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;

/** Imports a long history over http into the packaged service, which is disturbed at it. */
class GitImportIT {

    private static final int COMMITS = 8_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final TestDatabase database = TestDatabases.create(Edition.PLAIN);

    @TempDir
    private Path directory;

    private GitServer server;

    @BeforeEach
    void serve() {
        new GitProgram(directory.resolve("root/long")).importHistory(COMMITS);
        server = new GitServer(directory.resolve("root"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void goesOnByItselfAfterTheServiceWasKilled() throws SQLException {
        UUID job;
        try (PackagedService service = start()) {
            Session operator = service.api().operator();
            job = startImport(service.api().tenant().manager());
            awaitJob(operator, job, GitImportIT::isInTheMiddle);
            service.kill();
        }
        assertThat(storedCommits()).isBetween(1, COMMITS - 1);

        try (PackagedService service = start()) {
            awaitJob(
                    service.api().operator(),
                    job,
                    answer -> answer.text("/status").equals("succeeded"));
            assertThat(storedCommits()).isEqualTo(COMMITS);
            // Nor is there anything of what the killed one had fetched.
            assertThat(directory.resolve("work")).isEmptyDirectory();
        }
    }

    /** Were it not put back, the other instance would wait for the first to be silent for an hour. */
    @Test
    void isHandedOverWhenItsInstanceEnds() throws SQLException {
        try (PackagedService one = start("1h");
                PackagedService other = start("1h")) {
            Session operator = one.api().operator();
            UUID job = startImport(one.api().tenant().manager());
            awaitJob(operator, job, GitImportIT::isInTheMiddle);
            boolean isOnes = importedBy(one) > 0;
            PackagedService ending = isOnes ? one : other;
            PackagedService staying = isOnes ? other : one;

            ending.stop();

            assertThat(storedCommits()).isBetween(1, COMMITS - 1);
            awaitJob(
                    staying.api().operator(),
                    job,
                    answer -> answer.text("/status").equals("succeeded"));
            assertThat(storedCommits()).isEqualTo(COMMITS);
            assertThat(ending.output()).doesNotContain("ERROR");
        }
    }

    private static double importedBy(PackagedService service) {
        return Scrape.of(service.api())
                .value("sei_import_commits_total", Map.of())
                .orElseThrow();
    }

    /** The server is silent for longer than workers may be: another worker would delete what the first is fetching. */
    @Test
    void stopsWhenCancelledAndGoesOnWithTheNextImport() throws SQLException {
        server.beSilent(Duration.ofSeconds(4));
        try (PackagedService service = start()) {
            Session manager = service.api().tenant().manager();
            UUID repository = repository(manager);
            UUID cancelled = startImport(manager, repository);
            awaitJob(manager, cancelled, GitImportIT::isInTheMiddle);
            manager.delete("/api/v1/imports/" + cancelled).expect(204);
            awaitJob(manager, cancelled, answer -> answer.text("/status").equals("cancelled"));
            assertThat(storedCommits()).isBetween(1, COMMITS - 1);

            UUID next = startImport(manager, repository);
            awaitJob(manager, next, answer -> answer.text("/status").equals("succeeded"));
            assertThat(storedCommits()).isEqualTo(COMMITS);
        }
    }

    private static boolean isInTheMiddle(Answer job) {
        assertThat(job.text("/status")).as(job.toString()).isIn("queued", "running");
        return job.json("/commits_imported").asInt() > 0;
    }

    private PackagedService start() {
        return start("2s");
    }

    private PackagedService start(String takeoverAfter) {
        return PackagedService.on(database)
                .with("sei.import.work-directory", directory.resolve("work").toString())
                .with("sei.import.allowed-hosts", "127.0.0.1")
                .with("sei.import.takeover-after", takeoverAfter)
                .option("-Xmx128m")
                .option("-XX:+ExitOnOutOfMemoryError")
                .start();
    }

    private UUID startImport(Session manager) {
        return startImport(manager, repository(manager));
    }

    private static UUID repository(Session manager) {
        return manager.post(
                        "/api/v1/repositories",
                        Map.of("name", "long", "provider", "git", "provider_id", "long", "default_branch", "main"))
                .expect(201)
                .uuid("/id");
    }

    private UUID startImport(Session manager, UUID repository) {
        return manager.post("/api/v1/repositories/" + repository + "/imports", Map.of("url", server.url("long")))
                .expect(202)
                .uuid("/id");
    }

    private static void awaitJob(Session session, UUID job, Predicate<Answer> state) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> session.get("/api/v1/imports/" + job).expect(200), state);
    }

    private int storedCommits() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from commits")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
