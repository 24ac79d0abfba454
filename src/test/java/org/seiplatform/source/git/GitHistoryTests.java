package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedReader;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.fact.Event.Person;
import org.seiplatform.fact.commit.CommitEvent;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.springframework.util.unit.DataSize;

/** Reads histories that the real git made, odd ones among them. */
class GitHistoryTests {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
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
                .containsExactlyInAnyOrderElementsOf(git.run(
                        "log", "--use-mailmap", "--format=%H Person[name=%aN, email=%aE, login=null, bot=false]"));
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

    @ParameterizedTest
    @ValueSource(strings = {"copy", "split", "twins", "small"})
    void countsRenamesAndCopiesAsGitDoes(String kind) throws Exception {
        git = GitProgram.made(directory.resolve(kind), "ren.sh", kind);

        assertThat(sizes(read(ANY_TAG))).containsExactlyElementsOf(numstat());
    }

    @Test
    void datesATagWithoutATimeByItsCommit() throws Exception {
        git = GitProgram.made(directory.resolve("tagged"), "tagdate.sh");

        assertThat(read(ImportOptions.DEFAULT_TAG_PATTERN).deployments())
                .extracting(DeploymentEvent::ref, DeploymentEvent::finishedAt)
                .containsExactly(
                        tuple("v1.0", tagged("v1.0")),
                        tuple("v1.1", tagged("v1.1")),
                        tuple("v1.2", tagged("v1.2")),
                        tuple("v1.3", time("%ct", "v1.3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 +0000", "-1 +0000", "soon", "99999999999999999999999999 +0000"})
    void takesNoTimeOfATagThatCannotBe(String time) throws Exception {
        git.run("update-ref", "refs/tags/v1.0", object("tag", """
                object %s
                type commit
                tag v1.0
                tagger R <r@example.org> %s

                odd
                """.formatted(first, time)
                .getBytes(UTF_8)));

        Instant expected = time.startsWith("9") ? Instant.parse("9999-12-31T00:00:00Z") : time("%ct", first);
        assertThat(read(ANY_TAG).deployments())
                .extracting(DeploymentEvent::finishedAt)
                .containsExactly(expected);
    }

    @Test
    void readsPartialClonesWithoutSizesAndGoesOnWithTheOtherTags() throws Exception {
        Path made = GitProgram.made(directory.resolve("partial"), "partial.sh", "src")
                .directory();

        for (String clone : List.of("blobless.git", "treeless.git", "dangling")) {
            Content content = read(made.resolveSibling(clone), ANY_TAG);
            assertThat(content.commits())
                    .extracting(CommitEvent::linesAdded)
                    .as(clone)
                    .containsExactly(clone.equals("dangling") ? Integer.valueOf(2) : null);
            assertThat(content.deployments())
                    .extracting(DeploymentEvent::ref)
                    .as(clone)
                    .containsExactly("v1.0");
        }
    }

    @Test
    void readsRepositoriesOfSha256() throws Exception {
        Path made = GitProgram.made(directory.resolve("partial"), "partial.sh", "src")
                .directory();
        git = GitProgram.at(made.resolveSibling("sha256"));

        assertThat(sizes(read(ANY_TAG))).containsExactlyElementsOf(numstat());
        assertThat(read(ANY_TAG).commits().getFirst().sha()).hasSize(64);
    }

    @Test
    void measuresEveryCommitBesidesThoseThatLackContent() throws Exception {
        git = new GitProgram(directory.resolve("long"));
        git.run("config", "fastimport.unpackLimit", "100000");
        git.importHistory(200);
        for (int lost : List.of(57, 58, 180)) {
            String blob = git.run("rev-parse", "main~" + (200 - lost) + ":file-" + lost % 20 + ".txt")
                    .getFirst();
            Files.delete(git.directory().resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
        }

        List<CommitEvent> commits = read(ANY_TAG).commits();

        assertThat(commits).hasSize(200);
        assertThat(commits.stream()
                        .filter(commit -> commit.linesAdded() == null)
                        .map(CommitEvent::message))
                .containsExactlyInAnyOrder(
                        "Change 57\n", "Change 77\n", "Change 58\n", "Change 78\n", "Change 180\n", "Change 200\n");
    }

    /** Each tree holds the one below it ten times: ten thousand million files, in a few objects. */
    @Test
    void goesOnWithoutTheSizeWhereMemoryDoesNotSuffice() throws Exception {
        String entry = "100644 blob " + git.run("rev-parse", first + ":a.txt").getFirst();
        for (int level = 0; level < 10; level++) {
            StringBuilder tree = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                tree.append(entry).append("\t").append(i).append("\n");
            }
            entry = "040000 tree " + git.input(tree.toString(), "mktree").getFirst();
        }
        String bomb = git.run(
                        "-c",
                        "user.name=A",
                        "-c",
                        "user.email=a@example.org",
                        "commit-tree",
                        "-p",
                        first,
                        "-m",
                        "Bomb",
                        entry.substring("040000 tree ".length()))
                .getFirst();
        git.run("update-ref", "refs/heads/main", bomb);

        assertThat(read(
                                git.directory(),
                                ANY_TAG,
                                GitSettings.here()
                                        .withGitMemory(DataSize.ofMegabytes(64))
                                        .build())
                        .commits())
                .extracting(CommitEvent::sha, CommitEvent::linesAdded)
                .containsExactly(tuple(bomb, null), tuple(first, 3));
    }

    @Test
    void takesNamesAndMessagesOutOfTheEncodingOfTheirCommit() throws Exception {
        for (String encoding : List.of("ISO-2022-JP", "EUC-JP", "Shift_JIS", "UTF-8")) {
            String sha =
                    commit("山田太郎 <taro@example.org>", "encoding " + encoding + "\n", "変更する", Charset.forName(encoding));
            git.run("update-ref", "refs/heads/main", sha);
            CommitEvent commit = read(ANY_TAG).commits().getFirst();
            assertThat(commit.author()).as(encoding).isEqualTo(new Person("山田太郎", "taro@example.org", null));
            assertThat(commit.message()).as(encoding).startsWith("変更する");
        }
    }

    @Test
    void bringsTimesBeyondAllMeasureToTheLastDay() throws Exception {
        String tree = git.run("rev-parse", first + "^{tree}").getFirst();
        for (String time : List.of("9223372036854775808", "18446744073709551616", "1" + "0".repeat(60))) {
            git.run("update-ref", "refs/heads/main", object("commit", """
                    tree %s
                    author Ada <ada@example.org> %s +0000
                    committer Ada <ada@example.org> %s +0000

                    Far away
                    """.formatted(tree, time, time)
                    .getBytes(UTF_8)));
            CommitEvent far = read(ANY_TAG).commits().getFirst();
            assertThat(far.committedAt()).isEqualTo(Instant.parse("9999-12-31T00:00:00Z"));
            assertThat(far.authoredAt()).isEqualTo(far.committedAt());
        }
    }

    @Test
    void foldsNamesInTheMailmapByAsciiAlone() throws Exception {
        git.commit("JÖRG", "j@example.org", "By one");
        git.commit("jörg", "J@EXAMPLE.ORG", "By another");
        git.write(".mailmap", "Jörg Proper <proper@example.org> jörg <j@example.org>\n");
        git.commit("Ada", "ada@example.org", "Say who is who");

        assertThat(people(read(ANY_TAG))).containsExactlyElementsOf(git.run("log", "--format=%aN %aE"));
        assertThat(people(read(ANY_TAG))).contains("JÖRG j@example.org", "Jörg Proper proper@example.org");
    }

    @Test
    void readsAMailmapThatIsNotUtf8() throws Exception {
        git.write(".mailmap", "Jörg Müller <ada@example.org>\n".getBytes(ISO_8859_1));
        git.commit("Ada", "ada@example.org", "Say who is who");

        assertThat(people(read(ANY_TAG))).containsOnly("Jörg Müller ada@example.org");
    }

    @Test
    void passesAMailmapOverThatIsASubmoduleOrHuge() throws Exception {
        git.run("update-index", "--add", "--cacheinfo", "160000," + first + ",.mailmap");
        git.run("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "-m", "Add it");
        assertThat(people(read(ANY_TAG))).containsOnly("Ada ada@example.org");

        git.run("rm", "--quiet", "--cached", ".mailmap");
        git.write(".mailmap", "Other <ada@example.org>\n" + "# nobody\n".repeat(200_000));
        git.commit("Ada", "ada@example.org", "Make it huge");
        assertThat(people(read(ANY_TAG))).containsOnly("Ada ada@example.org");
    }

    /** Each of these would show: a program that leaves a file, another way to compare, a size that differs. */
    @Test
    void heedsNothingThatTheRepositoryIsConfiguredWith() throws Exception {
        Path ran = directory.resolve("ran");
        git.write("ran.sh", "#!/bin/sh\ntouch " + ran + "\n");
        assertThat(git.directory().resolve("ran.sh").toFile().setExecutable(true))
                .isTrue();
        git.write("moved.txt", "one\ntwo\nthree\nfour\n");
        git.write(".gitattributes", "*.txt diff=odd\n");
        git.commit("Ada", "ada@example.org", "Configure");
        git.run("mv", "moved.txt", "there.txt");
        git.commit("Ada", "ada@example.org", "Move");
        List<String> expected = numstat();
        String program = git.directory().resolve("ran.sh").toString();
        for (String setting : List.of(
                "diff.external",
                "diff.odd.textconv",
                "diff.odd.command",
                "core.fsmonitor",
                "core.sshCommand",
                "core.pager")) {
            git.run("config", setting, program);
        }
        git.run("config", "diff.renames", "false");
        git.run("config", "log.showSignature", "true");
        git.run("config", "log.mailmap", "false");
        git.run("config", "core.hooksPath", git.directory().toString());
        git.run("config", "remote.origin.promisor", "true");
        git.run("config", "remote.origin.url", "ext::" + program);
        Files.createDirectories(git.directory().resolve(".git/info"));
        Files.writeString(git.directory().resolve(".git/info/attributes"), "* -diff\n");

        assertThat(sizes(read(ANY_TAG))).containsExactlyElementsOf(expected);
        assertThat(ran).doesNotExist();
    }

    @Test
    void leavesOutAReleaseOfWhichAnAncestorIsMissing() throws Exception {
        git.run("tag", "v1.0.0");
        String people =
                "author Ada <ada@example.org> 1772359200 +0000\ncommitter Ada <ada@example.org> 1772359200 +0000\n";
        String lost = git.input(
                        "tree %s\nparent %s\n%s\nLost\n"
                                .formatted(git.run("rev-parse", "HEAD^{tree}").getFirst(), "1".repeat(40), people),
                        "hash-object",
                        "-t",
                        "commit",
                        "-w",
                        "--stdin")
                .getFirst();
        git.run("tag", "v0.9.0", lost);

        Content content = read(ANY_TAG);

        assertThat(content.commits()).extracting(CommitEvent::sha).containsExactly(first);
        assertThat(content.deployments()).extracting(DeploymentEvent::ref).containsExactly("v1.0.0");
    }

    @Test
    void whatIsDatedInTheFutureIsNoLaterWordThanTheImport() throws Exception {
        String tag = git.input(
                        "object %s\ntype commit\ntag v1.0.0\ntagger Ada <ada@example.org> 3786912000 +0000\n\nr\n"
                                .formatted(first),
                        "hash-object",
                        "-t",
                        "tag",
                        "-w",
                        "--stdin")
                .getFirst();
        git.run("update-ref", "refs/tags/v1.0.0", tag);

        assertThat(read(ANY_TAG).deployments()).singleElement().satisfies(release -> {
            assertThat(release.finishedAt()).isEqualTo("2090-01-01T00:00:00Z");
            assertThat(release.updatedAt()).isEqualTo(NOW);
        });
    }

    @Test
    void saysThatAHistoryWithoutOneOfItsCommitsIsDamaged() {
        git.write("b.txt", "b\n");
        git.commit("Ada", "ada@example.org", "Go on");
        assertThat(git.directory()
                        .resolve(".git/objects/" + first.substring(0, 2) + "/" + first.substring(2))
                        .toFile()
                        .delete())
                .isTrue();

        assertThatExceptionOfType(ImportFailure.class)
                .isThrownBy(() -> read(ANY_TAG))
                .extracting(ImportFailure::code)
                .isEqualTo(ImportFailure.Code.IMPORT_DAMAGED_REPOSITORY);
    }

    private static List<String> people(Content content) {
        return content.commits().stream()
                .map(CommitEvent::author)
                .map(author -> author == null ? "" : author.name() + " " + author.email())
                .toList();
    }

    private record Content(List<CommitEvent> commits, List<DeploymentEvent> deployments) {}

    private Content read(String tagPattern) throws IOException, InterruptedException {
        return read(git.directory(), tagPattern);
    }

    private Content read(Path source, String tagPattern) throws IOException, InterruptedException {
        return read(source, tagPattern, GitSettings.here().build());
    }

    private Content read(Path source, String tagPattern, ImportProperties properties)
            throws IOException, InterruptedException {
        ImportOptions options = new ImportOptions(null, source.toString(), "main", tagPattern, "production");
        Path copy = Files.createTempDirectory(directory, "copy");
        Path objects = new LocalRepositories(new LocalPaths(properties)).open(source.toString(), copy);
        try (GitDirectory repository = new GitDirectory(copy, objects, () -> {})) {
            repository.detachFromHead();
            GitHistory history =
                    new GitHistory(new GitCommand(properties), repository, UUID.randomUUID(), options, NOW, () -> {});
            List<CommitEvent> commits = new ArrayList<>();
            try (CommitReaders readers = history.readers()) {
                commits.addAll(events(history, readers, history.branch(), true));
                commits.addAll(events(history, readers, history.releasedElsewhere(), false));
            }
            return new Content(commits, history.deployments());
        }
    }

    /** In the order of the list. */
    private static List<CommitEvent> events(
            GitHistory history, CommitReaders readers, CommitList list, boolean onBranch)
            throws IOException, InterruptedException {
        try (BufferedReader names = list.reader()) {
            List<String> shas = CommitList.next(names, 100_000);
            assertThat(list.size()).isEqualTo(shas.size());
            return readers.read(shas).await().stream()
                    .map(commit -> history.event(commit, onBranch))
                    .sorted(Comparator.comparing(commit -> shas.indexOf(commit.sha())))
                    .toList();
        }
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
