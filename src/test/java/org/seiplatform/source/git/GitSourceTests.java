package org.seiplatform.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seiplatform.source.git.ImportFailure.Code;
import org.seiplatform.source.git.ImportStore.ClaimedJob;
import org.springframework.util.unit.DataSize;

/** Fetches from a real git server, and from servers that mean no good. */
@Timeout(60)
class GitSourceTests {

    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final Set<String> HERE = Set.of("127.0.0.1");

    private final UUID repositoryId = UUID.randomUUID();
    private final ImportStore store = mock(ImportStore.class);

    @TempDir
    private Path directory;

    private GitProgram git;
    private GitServer server;
    private String head;

    @BeforeEach
    void serve() {
        git = new GitProgram(directory.resolve("root/shop"));
        git.write("a.txt", "one\n");
        head = git.commit("Ada", "ada@example.org", "Begin");
        server = new GitServer(directory.resolve("root"));
        when(store.progress(any(), any(), any(), anyLong(), any(), anyLong(), any()))
                .thenReturn(true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetchesTheBranchAndTheTagsAndLaterWhatIsNew() throws IOException {
        git.run("tag", "v1.0");
        try (GitDirectory fetched =
                open(server.url("shop"), Settings.allowing(HERE).keepingClones())) {
            assertThat(ref(fetched, "refs/heads/main")).isEqualTo(head);
            assertThat(ref(fetched, "refs/tags/v1.0")).isEqualTo(head);
        }

        git.write("a.txt", "two\n");
        String next = git.commit("Ada", "ada@example.org", "Go on");
        git.run("tag", "--force", "v1.0");
        try (GitDirectory fetched =
                open(server.url("shop"), Settings.allowing(HERE).keepingClones())) {
            assertThat(ref(fetched, "refs/heads/main")).isEqualTo(next);
            assertThat(ref(fetched, "refs/tags/v1.0")).isEqualTo(next);
        }
    }

    @Test
    void followsARedirectToWhereItMayGo() throws IOException {
        server.moveTo(server.url(""));

        try (GitDirectory fetched = open(server.url("moved/shop"), Settings.allowing(HERE))) {
            assertThat(ref(fetched, "refs/heads/main")).isEqualTo(head);
        }
    }

    @Test
    void refusesThisMachineByAddressAndByName() {
        assertFails(server.url("shop"), Settings.allowing(Set.of()), Code.IMPORT_FORBIDDEN_ADDRESS);
        assertFails(
                "http://localhost:" + server.port() + "/shop", Settings.allowing(HERE), Code.IMPORT_FORBIDDEN_ADDRESS);
    }

    @Test
    void refusesARedirectToWhereItMayNotGo() {
        server.moveTo("http://localhost:" + server.port() + "/");

        assertFails(server.url("moved/shop"), Settings.allowing(HERE), Code.IMPORT_FORBIDDEN_ADDRESS);
    }

    @Test
    void tellsAMissingRepositoryAndAMissingBranch() {
        new GitProgram(directory.resolve("root/empty"));

        assertFails(server.url("nowhere"), Settings.allowing(HERE), Code.IMPORT_UNREACHABLE);
        assertFails(server.url("empty"), Settings.allowing(HERE), Code.IMPORT_BRANCH_NOT_FOUND);
    }

    @Test
    void saysThatItCannotFetchARepositoryOfSha256() {
        GitProgram.made(directory.resolve("root/partial"), "partial.sh", "sha256");

        assertFails(server.url("partial/sha256"), Settings.allowing(HERE), Code.IMPORT_UNSUPPORTED_REPOSITORY);
    }

    @Test
    void givesUpOnASilentServer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertFails(
                    "http://127.0.0.1:" + silent.getLocalPort() + "/shop",
                    Settings.allowing(HERE),
                    Code.IMPORT_UNREACHABLE);
        }
    }

    @Test
    void keepsNothingOfARepositoryThatIsTooLarge() {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        git.write("large.bin", noise);
        git.commit("Ada", "ada@example.org", "Add a film");

        assertFails(
                server.url("shop"), Settings.allowing(HERE).ofSize(DataSize.ofKilobytes(100)), Code.IMPORT_TOO_LARGE);
        assertThat(directory.resolve("work")).isEmptyDirectory();
    }

    @Test
    void keepsNothingOfAnImportThatHasEnded() throws IOException {
        open(server.url("shop"), Settings.allowing(HERE)).close();
        assertThat(directory.resolve("work")).isEmptyDirectory();

        assertFails(server.url("nowhere"), Settings.allowing(HERE), Code.IMPORT_UNREACHABLE);
        assertThat(directory.resolve("work")).isEmptyDirectory();
    }

    @Test
    void deletesWhatAKilledProcessHasLeftOfTheSameRepository() throws IOException {
        Path left = leave(repositoryId + "." + UUID.randomUUID() + ".git");
        Path keptOnce = leave(repositoryId + ".git");
        Path ofAnother = leave(UUID.randomUUID() + "." + UUID.randomUUID() + ".git");

        open(server.url("shop"), Settings.allowing(HERE)).close();

        assertThat(left).doesNotExist();
        assertThat(keptOnce).doesNotExist();
        assertThat(ofAnother).isNotEmptyDirectory();
    }

    @Test
    void deletesWhatIsOlderThanAnImportMayTake() throws IOException {
        Path abandoned = leave(UUID.randomUUID() + "." + UUID.randomUUID() + ".git");
        Path keptOnce = leave(UUID.randomUUID() + ".git");
        Path notOurs = leave("mine.git");
        for (Path old : List.of(abandoned, keptOnce, notOurs)) {
            Files.setLastModifiedTime(
                    old, FileTime.from(Instant.now(Clock.systemUTC()).minus(Duration.ofMinutes(61))));
        }
        Path underWay = leave(UUID.randomUUID() + "." + UUID.randomUUID() + ".git");

        new Clones(properties(Settings.allowing(HERE).keepingClones()), Clock.systemUTC()).deleteAbandoned();
        assertThat(abandoned).doesNotExist();
        assertThat(keptOnce).exists();

        new Clones(properties(Settings.allowing(HERE)), Clock.systemUTC()).deleteAbandoned();
        assertThat(keptOnce).doesNotExist();
        assertThat(notOurs).exists();
        assertThat(underWay).exists();
    }

    private Path leave(String name) throws IOException {
        Path clone = Files.createDirectories(directory.resolve("work").resolve(name));
        Files.writeString(clone.resolve("HEAD"), "ref: refs/heads/main\n");
        return clone;
    }

    @Test
    void endsWhenItsTimeIsOver() {
        assertFails(server.url("shop"), Settings.allowing(HERE).within(Duration.ofSeconds(-1)), Code.IMPORT_TIMEOUT);
    }

    @Test
    void endsWhenItIsCancelled() {
        when(store.progress(any(), any(), any(), anyLong(), any(), anyLong(), any()))
                .thenReturn(false);

        assertThatExceptionOfType(ImportProgress.Stopped.class)
                .isThrownBy(() -> open(server.url("shop"), Settings.allowing(HERE)));
    }

    @Test
    void readsAPrivateRepositoryWithTheCredentialsOfItsOrganization() throws IOException {
        server.require("Basic Z2l0OnMzY3JldA==");

        try (GitDirectory fetched =
                open(server.url("private/shop"), Settings.allowing(HERE).with(ORGANIZATION))) {
            assertThat(ref(fetched, "refs/heads/main")).isEqualTo(head);
        }
        assertFails(
                server.url("private/shop"), Settings.allowing(HERE).with(UUID.randomUUID()), Code.IMPORT_UNREACHABLE);
        assertFails(server.url("private/shop"), Settings.allowing(HERE), Code.IMPORT_UNREACHABLE);
    }

    @Test
    void takesNoCredentialsAlongToAnotherHost() throws IOException {
        server.moveTo("http://localhost:" + server.port() + "/");

        open(
                        server.url("moved/shop"),
                        Settings.allowing(Set.of("127.0.0.1", "localhost")).with(ORGANIZATION))
                .close();

        assertThat(server.authorizations()).isEmpty();
    }

    private void assertFails(String url, Settings settings, Code code) {
        assertThatExceptionOfType(ImportFailure.class)
                .isThrownBy(() -> open(url, settings))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private GitDirectory open(String url, Settings settings) throws IOException {
        ImportProperties properties = properties(settings);
        ImportOptions options = new ImportOptions(
                url, null, "main", ImportOptions.DEFAULT_TAG_PATTERN, ImportOptions.DEFAULT_ENVIRONMENT);
        ImportJob job = new ImportJob(
                UUID.randomUUID(),
                repositoryId,
                ImportJob.Status.RUNNING,
                url,
                null,
                0,
                null,
                0,
                null,
                null,
                Instant.EPOCH,
                null,
                null);
        ImportProgress progress = new ImportProgress(
                store,
                job.id(),
                "worker",
                Clock.systemUTC(),
                settings.timeLimit(),
                () -> false,
                new ImportMetrics(new SimpleMeterRegistry()));
        return new GitSource(
                        properties,
                        new LocalRepositories(new LocalPaths(properties)),
                        new Clones(properties, Clock.systemUTC()))
                .fetch(
                        new ClaimedJob(job, ORGANIZATION, options),
                        GitAddress.parse(url).orElseThrow(),
                        progress);
    }

    private static String ref(GitDirectory fetched, String name) {
        return GitProgram.at(fetched.directory()).run("rev-parse", name).getFirst();
    }

    private ImportProperties properties(Settings settings) {
        return GitSettings.here()
                .withWorkDirectory(directory.resolve("work"))
                .withKeepClones(settings.keepClones())
                .withAllowedHosts(settings.allowedHosts())
                .withCredentials(settings.credentials())
                .withTimeLimit(settings.timeLimit())
                .withSizeLimit(settings.sizeLimit())
                .build();
    }

    private record Settings(
            Set<String> allowedHosts,
            List<GitCredentials.Entry> credentials,
            Duration timeLimit,
            DataSize sizeLimit,
            boolean keepClones) {

        static Settings allowing(Set<String> hosts) {
            return new Settings(hosts, List.of(), Duration.ofHours(1), DataSize.ofMegabytes(10), false);
        }

        Settings with(UUID organizationId) {
            return new Settings(
                    allowedHosts,
                    List.of(new GitCredentials.Entry(organizationId, "127.0.0.1", "git", "s3cret")),
                    timeLimit,
                    sizeLimit,
                    keepClones);
        }

        Settings within(Duration time) {
            return new Settings(allowedHosts, credentials, time, sizeLimit, keepClones);
        }

        Settings ofSize(DataSize size) {
            return new Settings(allowedHosts, credentials, timeLimit, size, keepClones);
        }

        Settings keepingClones() {
            return new Settings(allowedHosts, credentials, timeLimit, sizeLimit, true);
        }
    }
}
