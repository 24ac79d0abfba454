package org.seiplatform.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imports real repositories, and finds in the database what git itself tells of them. */
@ApiTest
class GitImportTests {

    private static final String MARCH = "start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ImportStore store;

    @TempDir
    private Path directory;

    private Tenant tenant;
    private UUID repository;
    private GitProgram git;

    @BeforeEach
    void makeHistory() {
        tenant = api.tenant();
        repository = tenant.repository("imported");
        git = new GitProgram(directory);
        git.write("a.txt", "one\ntwo\nthree\nfour\nfive\nsix\n");
        git.write("picture.bin", new byte[] {0, 1, 2, 3, 0, 5});
        git.commit("Ada", "ada@example.org", "Begin");
        git.run("tag", "v1.0");
        git.write("a.txt", "one\n2\nthree\nfour\nfive\nsix\nseven\n");
        String broken = git.commit("ada l.", "ada@home.example", "Break it");
        git.run("-c", "user.name=R", "-c", "user.email=r@example.org", "tag", "-a", "v1.1", "-m", "release");
        git.run("mv", "a.txt", "b.txt");
        git.write("b.txt", "one\n2\nthree\nfour\nfive\nsix\nseven\neight\n");
        git.write("picture.bin", new byte[] {0, 9, 2, 3, 0, 5});
        git.commit("Grace", "grace@example.org", "Rename");
        git.run("checkout", "--quiet", "-b", "side");
        git.write("side.txt", "side\n");
        git.commit("Grace", "grace@example.org", "On the side");
        git.run("checkout", "--quiet", "main");
        git.write(".mailmap", "Ada Lovelace <ada@example.org> <ada@home.example>\n");
        git.commit("Ada", "ada@example.org", "Revert \"Break it\"\n\nThis reverts commit " + broken + ".");
        git.run(
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=ada@example.org",
                "merge",
                "--quiet",
                "--no-ff",
                "-m",
                "Merge",
                "side");
        git.run("tag", "v1.2");
        git.run("tag", "nightly");
    }

    @Test
    void findsTheCommitsAuthorsAndLinesThatGitFinds() {
        importAll();

        assertThat(shas()).containsExactlyInAnyOrderElementsOf(git.run("log", "--format=%H", "main"));
        assertThat(lines()).containsExactlyElementsOf(numstat());
        assertThat(jdbc.sql("""
                                select i.value || ' ' || count(*)
                                from commits c join identities i on i.id = c.author_identity_id
                                where c.repository_id = :repository and not c.merge
                                group by i.value order by 1
                                """)
                        .param("repository", repository)
                        .query(String.class)
                        .list())
                .containsExactlyElementsOf(git.run("log", "--no-merges", "--format=%aE", "main").stream()
                        .collect(java.util.stream.Collectors.groupingBy(
                                email -> email, java.util.TreeMap::new, java.util.stream.Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    @Test
    void takesReleaseTagsForDeployments() {
        importAll();

        Answer deployments =
                tenant.viewer().get("/api/v1/analytics/deployments?" + MARCH).expect(200);
        assertThat(deployments
                        .json("/items")
                        .valueStream()
                        .map(item -> item.at("/deployments/0/ref").asString()))
                .containsExactly("v1.2", "v1.1", "v1.0");
        assertThat(deployments.text("/items/0/deployments/0/kind")).isEqualTo("hotfix");
        assertThat(deployments.json("/items/2/deployments/0/baseline").asBoolean())
                .isTrue();
    }

    @Test
    void takesOnlyWhatIsNewTheNextTime() {
        importAll();
        Object before = versionOfData();
        importAll();
        assertThat(versionOfData()).isEqualTo(before);

        git.write("new.txt", "new\n");
        String added = git.commit("Grace", "grace@example.org", "More");
        Answer job = importAll();

        assertThat(job.json("/commits_imported").asInt()).isEqualTo(7);
        assertThat(shas()).contains(added).hasSize(7);
    }

    @Test
    void takesATagThatWasMovedOnToALaterCommit() {
        importAll();

        git.write("fixed.txt", "fixed\n");
        String fixed = git.commit("Grace", "grace@example.org", "Fix the release");
        git.run("tag", "--force", "v1.2");
        importAll();

        assertThat(jdbc.sql("select commit_sha from deployments where repository_id = :repository and ref = 'v1.2'")
                        .param("repository", repository)
                        .query(String.class)
                        .list())
                .containsExactly(fixed);
    }

    @Test
    void tellsItsProgressAsServerSentEvents() {
        Answer job = importAll();

        String events = tenant.viewer()
                .get("/api/v1/imports/" + job.text("/id") + "/events")
                .expect(200)
                .body();
        assertThat(events).contains("event:progress").contains("\"status\":\"succeeded\"");
    }

    @Test
    void saysWhyItFailed() {
        Answer noBranch = await(start(Map.of("path", directory.toString(), "branch", "missing")));
        assertThat(noBranch.text("/error_code")).isEqualTo("import_branch_not_found");

        Answer noRepository =
                await(start(Map.of("path", directory.resolve("nowhere").toString())));
        assertThat(noRepository.text("/error_code")).isEqualTo("import_not_a_repository");

        Answer outside = await(start(Map.of("path", "/etc")));
        assertThat(outside.text("/error_code")).isEqualTo("import_not_a_repository");

        Answer internal = await(start(Map.of("url", "http://127.0.0.1/x.git")));
        assertThat(internal.text("/error_code")).isEqualTo("import_forbidden_address");
    }

    @Test
    void refusesWhatItCannotImport() {
        post(Map.of("url", "https://user:secret@example.org/x.git")).expectInvalid("/url");
        post(Map.of("url", "ssh://example.org/x.git")).expectInvalid("/url");
        post(Map.of("url", "file:///etc")).expectInvalid("/url");
        post(Map.of("url", "http://github.com#@other.invalid/x.git")).expectInvalid("/url");
        post(Map.of("url", "https://example.org\\@other.invalid/x.git")).expectInvalid("/url");
        post(Map.of("url", "https://example.org/x.git?access_token=secret")).expectInvalid("/url");
        post(Map.of("url", "https://example.org:22/x.git")).expectInvalid("/url");
        post(Map.of("path", "")).expectInvalid("/path");
        post(Map.of("path", "relative")).expectInvalid("/path");
        post(Map.of("path", "/x", "url", "https://example.org/x")).expectInvalid("/path");
        post(Map.of("path", directory.toString(), "tag_pattern", "(")).expectInvalid("/tag_pattern");
        post(Map.of()).expectInvalid("/url");
        tenant.as(Role.VIEWER)
                .post("/api/v1/repositories/" + repository + "/imports", Map.of())
                .expectProblem(403, "forbidden");
    }

    @Test
    void goesOnWhereADeadWorkerWas() {
        Answer job = importAll();
        // What a worker leaves behind that was killed in the middle: a running job, and some of the commits.
        jdbc.sql("delete from commits where repository_id = :repository and subject in ('Begin', 'Rename')")
                .param("repository", repository)
                .update();
        jdbc.sql("""
                        update import_jobs
                        set status = 'running', worker = 'dead', heartbeat_at = now() - interval '10 minutes', finished_at = null
                        where id = :id
                        """).param("id", UUID.fromString(job.text("/id"))).update();

        assertThat(await(job).text("/status")).isEqualTo("succeeded");
        assertThat(shas()).hasSize(6);
    }

    @Test
    void givesUpAnImportThatHasEndedThreeWorkers() {
        Answer job = importAll();
        leaveRunning(job, "dead", Duration.ofMinutes(10), 3);

        Answer given = await(job);

        assertThat(given.text("/status")).isEqualTo("failed");
        assertThat(given.text("/error_code")).isEqualTo("import_workers_lost");
    }

    @Test
    void cancelsAnImportThatHasEndedThreeWorkersWhenAsked() {
        Answer job = importAll();
        jdbc.sql("update import_jobs set cancel_requested = true where id = :id")
                .param("id", job.uuid("/id"))
                .update();
        leaveRunning(job, "dead", Duration.ofMinutes(10), 3);

        assertThat(await(job).text("/status")).isEqualTo("cancelled");
    }

    @Test
    void anImportThatWasHandedOverHasEndedNoWorker() {
        Answer job = importAll();
        for (int handOver = 1; handOver <= 4; handOver++) {
            assertThat(jdbc.sql("select attempts from import_jobs where id = :id")
                            .param("id", job.uuid("/id"))
                            .query(Integer.class)
                            .single())
                    .isOne();
            leaveRunning(job, "ending", Duration.ZERO, 1);
            store.release(job.uuid("/id"), "ending");
            assertThat(await(job).text("/status")).isEqualTo("succeeded");
        }
    }

    private void leaveRunning(Answer job, String worker, Duration silentFor, int attempts) {
        jdbc.sql("""
                        update import_jobs
                        set status = 'running', worker = :worker, heartbeat_at = now() - make_interval(secs => :silent),
                            attempts = :attempts, finished_at = null
                        where id = :id
                        """)
                .param("worker", worker)
                .param("silent", silentFor.toSeconds())
                .param("attempts", attempts)
                .param("id", job.uuid("/id"))
                .update();
    }

    @Test
    void cancelsAWaitingImportAndLeavesAnEndedOne() {
        Answer ended = importAll();
        tenant.manager().delete("/api/v1/imports/" + ended.text("/id")).expect(204);
        assertThat(job(ended).text("/status")).isEqualTo("succeeded");

        Answer other = api.tenant().viewer().get("/api/v1/imports/" + ended.text("/id"));
        other.expectProblem(404, "not_found");
    }

    private List<@Nullable String> shas() {
        return jdbc.sql("select sha from commits where repository_id = :repository")
                .param("repository", repository)
                .query(String.class)
                .list();
    }

    private List<@Nullable String> lines() {
        return jdbc.sql("""
                        select sha || ' ' || lines_added || ' ' || lines_deleted || ' ' || files_changed
                        from commits where repository_id = :repository and not merge order by sha
                        """).param("repository", repository).query(String.class).list();
    }

    /** For each commit but merges: sha, lines added, lines deleted, files. */
    private List<String> numstat() {
        return git.run("log", "--no-merges", "--format=%H", "main").stream()
                .map(sha -> {
                    List<String[]> files = git.run("show", "--numstat", "--format=", sha).stream()
                            .map(line -> line.replace("-\t", "0\t").split("\t"))
                            .toList();
                    return "%s %d %d %d"
                            .formatted(
                                    sha,
                                    files.stream()
                                            .mapToInt(file -> Integer.parseInt(file[0]))
                                            .sum(),
                                    files.stream()
                                            .mapToInt(file -> Integer.parseInt(file[1]))
                                            .sum(),
                                    files.size());
                })
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private Object versionOfData() {
        return jdbc.sql("select version from organization_data_versions where organization_id = :organization")
                .param("organization", tenant.id())
                .query(Long.class)
                .single();
    }

    private Answer importAll() {
        Answer job = await(start(Map.of("path", directory.toString())));
        assertThat(job.text("/status")).as(job.toString()).isEqualTo("succeeded");
        return job;
    }

    private Answer start(Map<String, String> request) {
        return post(request).expect(202);
    }

    private Answer post(Map<String, String> request) {
        return tenant.manager().post("/api/v1/repositories/" + repository + "/imports", request);
    }

    private Answer await(Answer started) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> job(started), job -> !List.of("queued", "running").contains(job.text("/status")));
    }

    private Answer job(Answer started) {
        return tenant.viewer().get("/api/v1/imports/" + started.text("/id")).expect(200);
    }
}
