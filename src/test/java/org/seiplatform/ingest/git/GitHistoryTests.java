package org.seiplatform.ingest.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seiplatform.ingest.CommitEvent;
import org.seiplatform.ingest.DeploymentEvent;
import org.seiplatform.ingest.Event.Person;
import org.springframework.util.unit.DataSize;

/** Reads histories that the real git made, odd ones among them. */
class GitHistoryTests {

    private static final String ANY_TAG = ".";

    @TempDir
    private Path directory;

    private GitProgram git;
    private String first;

    @BeforeEach
    void begin() {
        git = new GitProgram(directory.resolve("source"));
        git.write("a.txt", "one\ntwo\nthree\n");
        first = git.commit("Ada", "ada@example.org", "Begin");
    }

    @Test
    void measuresAllKindsOfChangesLikeGit() throws Exception {
        git.write("crlf.txt", "one\r\ntwo\rthree\r\n");
        git.write("late-nul.txt", "x".repeat(8000) + "\0\n");
        git.write("early-nul.txt", "x\0\n");
        git.write("no-end.txt", "one\ntwo");
        git.write("tool.sh", "#!/bin/sh\nexit 0\n");
        git.commit("Ada", "ada@example.org", "Add odd files");
        git.write("crlf.txt", "one\r\n2\rthree\r\nfour\r\n");
        git.write("late-nul.txt", "x".repeat(8000) + "\0\nmore\n");
        git.write("early-nul.txt", "x\0\nmore\n");
        git.write("no-end.txt", "one\ntwo\n");
        assertThat(directory.resolve("source/tool.sh").toFile().setExecutable(true))
                .isTrue();
        git.commit("Ada", "ada@example.org", "Change them");
        Files.delete(directory.resolve("source/tool.sh"));
        Files.createSymbolicLink(directory.resolve("source/tool.sh"), Path.of("a.txt"));
        Files.createDirectory(directory.resolve("source/library"));
        git.run("update-index", "--add", "--cacheinfo", "160000," + first + ",library");
        git.run("mv", "no-end.txt", "sub-no-end.txt");
        git.commit("Ada", "ada@example.org", "Make a link of a file, and a submodule");
        git.run("update-index", "--cacheinfo", "160000," + "1".repeat(40) + ",library");
        git.run("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "Move the submodule");
        git.commit("Ada", "ada@example.org", "Nothing at all");

        assertThat(sizes(read(ANY_TAG))).containsExactlyInAnyOrderElementsOf(numstat());
    }

    @Test
    void givesMergesTheirParentsAndNoSize() throws Exception {
        List<String> sides = new ArrayList<>(List.of(first));
        for (String side : List.of("left", "right")) {
            git.run("checkout", "--quiet", "-b", side, first);
            git.write(side + ".txt", side + "\n");
            sides.add(git.commit("Ada", "ada@example.org", side));
        }
        git.run("checkout", "--quiet", "main");
        git.write("middle.txt", "middle\n");
        sides.set(0, git.commit("Ada", "ada@example.org", "middle"));
        git.run(
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@example.org",
                "merge",
                "--quiet",
                "-m",
                "Octopus",
                "left",
                "right");

        CommitEvent octopus = read(ANY_TAG).commits().getFirst();
        assertThat(octopus.parents()).containsExactlyElementsOf(sides);
        assertThat(octopus.linesAdded()).isNull();
        assertThat(octopus.filesChanged()).isNull();
    }

    @Test
    void readsNamesAndMessagesInTheEncodingOfTheirCommit() throws Exception {
        String latin = commit("Jörg Müller <joerg@example.org>", "encoding ISO-8859-1\n", "Größe ändern", ISO_8859_1);
        String unmarked = commit("Jörg Müller <joerg@example.org>", "", "Größe ändern", ISO_8859_1);
        String unknown = commit("Jörg Müller <joerg@example.org>", "encoding x-nowhere\n", "Größe ändern", UTF_8);

        for (String sha : List.of(latin, unmarked, unknown)) {
            git.run("update-ref", "refs/heads/main", sha);
            CommitEvent commit = read(ANY_TAG).commits().getFirst();
            assertThat(commit.sha()).isEqualTo(sha);
            assertThat(commit.author()).isEqualTo(new Person("Jörg Müller", "joerg@example.org", null));
            assertThat(commit.message()).startsWith("Größe ändern");
        }
    }

    @Test
    void takesCommitsWithoutSensePeopleAndTimes() throws Exception {
        String tree = git.run("rev-parse", first + "^{tree}").getFirst();
        git.run("update-ref", "refs/heads/main", object("commit", """
                tree %s
                parent %s
                author nobody knows
                committer Ada <ada@example.org> 99999999999999 +0000

                Odd
                """.formatted(tree, first)
                .getBytes(UTF_8)));

        CommitEvent odd = read(ANY_TAG).commits().stream()
                .filter(commit -> !commit.sha().equals(first))
                .findFirst()
                .orElseThrow();
        assertThat(odd.author()).isNull();
        assertThat(odd.committedAt()).isEqualTo(Instant.parse("9999-12-31T00:00:00Z"));
        assertThat(odd.authoredAt()).isBetween(Instant.EPOCH, odd.committedAt());
    }

    @Test
    void knowsPeopleByTheMailmapAsGitDoes() throws Exception {
        git.commit("ada l.", "Ada@Home.Example", "From home");
        git.commit("Shared", "shared@example.org", "By one");
        git.commit("Other", "shared@example.org", "By another");
        git.write(".mailmap", """
                # who is who
                Ada Lovelace <ada@example.org> <ada@home.example> and more
                Ada Lovelace <ada@example.org>
                One Proper <one@example.org> shared <shared@example.org>
                no address here
                <> <broken@example.org>
                """);
        git.commit("Ada", "ada@example.org", "Say who is who");

        assertThat(read(ANY_TAG).commits())
                .extracting(commit -> commit.sha() + " " + commit.author())
                .containsExactlyInAnyOrderElementsOf(
                        git.run("log", "--use-mailmap", "--format=%H Person[name=%aN, email=%aE, login=null]"));
    }

    @Test
    void takesTagsOfAllKindsForReleasesAtTheirOwnTime() throws Exception {
        git.run("tag", "v1.0");
        git.run("-c", "user.name=R", "-c", "user.email=r@example.org", "tag", "-a", "v1.1", "-m", "annotated", first);
        git.run("-c", "user.name=R", "-c", "user.email=r@example.org", "tag", "-a", "v1.2", "-m", "of a tag", "v1.1");
        git.run("update-ref", "refs/tags/v1.3", object("tag", """
                object %s
                type commit
                tag v1.3
                tagger R <r@example.org> 1772500000 +0100

                signed
                -----BEGIN PGP SIGNATURE-----

                iQEzBAABCAAdFiEE
                -----END PGP SIGNATURE-----
                """.formatted(first)
                .getBytes(UTF_8)));
        git.run("update-ref", "refs/tags/v1.4", object("tag", """
                object %s
                type commit
                tag v1.4

                without a tagger
                """.formatted(first)
                .getBytes(UTF_8)));
        git.run("tag", "v1.5", first + "^{tree}");
        git.run("tag", "v2.0-rc1");
        git.run("tag", "nightly");

        List<DeploymentEvent> releases = read(ImportOptions.DEFAULT_TAG_PATTERN).deployments();

        assertThat(releases)
                .extracting(DeploymentEvent::ref, DeploymentEvent::commitSha, DeploymentEvent::finishedAt)
                .containsExactlyInAnyOrder(
                        tuple("v1.0", first, time("%ct", first)),
                        tuple("v1.1", first, tagged("v1.1")),
                        tuple("v1.2", first, tagged("v1.2")),
                        tuple("v1.3", first, Instant.ofEpochSecond(1772500000)),
                        tuple("v1.4", first, time("%ct", first)));
        assertThat(releases).isSortedAccordingTo(Comparator.comparing(DeploymentEvent::finishedAt));
        assertThat(read("^night").deployments())
                .extracting(DeploymentEvent::ref)
                .containsExactly("nightly");
    }

    @Test
    void readsCommitsThatOnlyATagLeadsTo() throws Exception {
        git.run("checkout", "--quiet", "-b", "release", first);
        git.write("fix.txt", "fix\n");
        String fix = git.commit("Ada", "ada@example.org", "Fix");
        git.run("tag", "v1.0.1");
        git.run("checkout", "--quiet", "main");

        assertThat(read(ANY_TAG).commits())
                .extracting(CommitEvent::sha, CommitEvent::branch)
                .containsExactlyInAnyOrder(tuple(first, "main"), tuple(fix, null));
    }

    @Test
    void knowsParentsWhereAShallowCloneEndsButNoSize() throws Exception {
        git.write("a.txt", "one\n2\nthree\n");
        String second = git.commit("Ada", "ada@example.org", "Change");
        git.write("a.txt", "one\n2\n3\n");
        String third = git.commit("Ada", "ada@example.org", "Change again");
        git.run("clone", "--quiet", "--bare", "--depth=2", "file://" + git.directory(), directory + "/shallow");

        assertThat(read(directory.resolve("shallow"), ANY_TAG).commits())
                .extracting(CommitEvent::sha, CommitEvent::parents, CommitEvent::linesAdded)
                .containsExactly(tuple(third, List.of(second), 1), tuple(second, List.of(first), null));
    }

    @Test
    void goesOnWithoutTheSizeWhereContentIsMissing() throws Exception {
        git.write("b.txt", "content that gets lost\n");
        String lost = git.commit("Ada", "ada@example.org", "Add");
        String blob = git.run("rev-parse", lost + ":b.txt").getFirst();
        Files.delete(git.directory().resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));

        assertThat(read(ANY_TAG).commits())
                .extracting(CommitEvent::sha, CommitEvent::linesAdded)
                .containsExactly(tuple(lost, null), tuple(first, 3));
    }

    @Test
    void findsNoBranchInAnEmptyRepository() {
        GitProgram empty = new GitProgram(directory.resolve("empty"));

        assertThatExceptionOfType(ImportFailure.class)
                .isThrownBy(() -> read(empty.directory(), ANY_TAG))
                .extracting(ImportFailure::code)
                .isEqualTo(ImportFailure.Code.IMPORT_BRANCH_NOT_FOUND);
    }

    private record Content(List<CommitEvent> commits, List<DeploymentEvent> deployments) {}

    private Content read(String tagPattern) throws IOException, InterruptedException {
        return read(git.directory(), tagPattern);
    }

    private static Content read(Path source, String tagPattern) throws IOException, InterruptedException {
        Path metadata = source.resolve(".git");
        ImportOptions options = new ImportOptions(null, source.toString(), "main", tagPattern, "production");
        try (Repository repository = new FileRepositoryBuilder()
                .setGitDir((Files.exists(metadata) ? metadata : source).toFile())
                .build()) {
            GitHistory history = new GitHistory(repository, UUID.randomUUID(), options);
            List<CommitEvent> commits = new ArrayList<>();
            try (CommitReaders readers = new CommitReaders(repository, history, DataSize.ofMegabytes(5), () -> {});
                    RevWalk branch = history.branch();
                    RevWalk elsewhere = history.releasedElsewhere()) {
                commits.addAll(readers.read(all(branch), true).await());
                commits.addAll(readers.read(all(elsewhere), false).await());
            }
            assertThat(history.count(() -> {})).isEqualTo(commits.size());
            return new Content(commits, history.deployments());
        }
    }

    private static List<RevCommit> all(RevWalk walk) throws IOException {
        List<RevCommit> commits = new ArrayList<>();
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
            walk.parseBody(commit);
            commits.add(commit);
        }
        return commits;
    }

    private static List<String> sizes(Content content) {
        return content.commits().stream()
                .map(commit -> "%s +%d -%d in %d"
                        .formatted(commit.sha(), commit.linesAdded(), commit.linesDeleted(), commit.filesChanged()))
                .toList();
    }

    private List<String> numstat() {
        return git.run("log", "--format=%H").stream()
                .map(sha -> {
                    List<String[]> files = git.run("show", "--numstat", "--format=", sha).stream()
                            .map(line -> line.replace("-\t", "0\t").split("\t"))
                            .toList();
                    return "%s +%d -%d in %d".formatted(sha, sum(files, 0), sum(files, 1), files.size());
                })
                .toList();
    }

    private static int sum(List<String[]> rows, int column) {
        return rows.stream().mapToInt(row -> Integer.parseInt(row[column])).sum();
    }

    private Instant time(String format, String revision) {
        return Instant.ofEpochSecond(Long.parseLong(
                git.run("log", "-1", "--format=" + format, revision).getFirst()));
    }

    private Instant tagged(String tag) {
        return Instant.ofEpochSecond(
                Long.parseLong(git.run("for-each-ref", "--format=%(taggerdate:unix)", "refs/tags/" + tag)
                        .getFirst()));
    }

    /** A commit on top of the first, as git would not make it. */
    private String commit(String author, String encoding, String message, Charset charset) throws IOException {
        return object("commit", """
                tree %s
                parent %s
                author %s 1772400000 +0100
                committer %s 1772400000 +0100
                %s
                %s
                """.formatted(
                        git.run("rev-parse", first + "^{tree}").getFirst(), first, author, author, encoding, message)
                .getBytes(charset));
    }

    private String object(String type, byte[] content) throws IOException {
        Path file = directory.resolve("object-" + Arrays.hashCode(content));
        Files.write(file, content);
        return git.run("hash-object", "--literally", "-w", "-t", type, file.toString())
                .getFirst();
    }
}
