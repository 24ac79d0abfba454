package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.commit.CommitEvent;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.seiplatform.source.git.GitObjects.GitObject;
import org.seiplatform.source.git.ImportFailure.Code;
import org.seiplatform.source.git.ReleaseTags.Release;

/** What a git repository tells: commits from a branch and from release tags, and the tags as deployments. */
final class GitHistory {

    /** Git sorts a mailmap in anew for each entry, and each process of it does so. */
    private static final long LARGEST_MAILMAP = 1 << 20;

    private final GitCommand git;
    private final GitDirectory repository;
    private final UUID repositoryId;
    private final ImportOptions options;
    private final Runnable beat;
    private final String head;
    private final @Nullable String mailmap;
    private final Instant now;
    private List<Release> releases;

    /**
     * Finds what there is to read.
     *
     * @param now the time of the import
     * @param beat called now and then, so that a long history does not pass for a dead worker
     */
    GitHistory(
            GitCommand git,
            GitDirectory repository,
            UUID repositoryId,
            ImportOptions options,
            Instant now,
            Runnable beat)
            throws IOException, InterruptedException {
        this.git = git;
        this.repository = repository;
        this.repositoryId = repositoryId;
        this.options = options;
        this.now = now;
        this.beat = beat;
        Map<String, String> refs = readRefs();
        GitObjects objects = new GitObjects(git, repository, beat);
        this.head = find(objects, refs.get("refs/heads/" + options.branch()) + "^{commit}", "commit")
                .map(GitObject::id)
                .orElseThrow(() -> new ImportFailure(
                        Code.IMPORT_BRANCH_NOT_FOUND,
                        "The repository has no branch " + options.branch() + " with commits."));
        this.mailmap = find(objects, head + ":.mailmap", "blob")
                .filter(file -> file.size() <= LARGEST_MAILMAP)
                .map(GitObject::id)
                .orElse(null);
        try (CommitReader commits = new CommitReader(this::command, Set.of())) {
            this.releases = new ReleaseTags(objects, commits, options.tagPattern()).among(refs);
        }
    }

    private static Optional<GitObject> find(GitObjects objects, String name, String type)
            throws IOException, InterruptedException {
        return objects.find(List.of(name))
                .getFirst()
                .filter(object -> object.type().equals(type));
    }

    private Map<String, String> readRefs() throws IOException, InterruptedException {
        Path input = Files.write(repository.directory().resolve("imported-refs.in"), new byte[0]);
        Path output = repository.directory().resolve("imported-refs");
        ProcessBuilder command =
                git.on(repository, "for-each-ref", "--format=%(objectname) %(refname)", "refs/heads/", "refs/tags/");
        if (!git.run(command, input, output, beat)) {
            throw new ImportFailure(Code.IMPORT_DAMAGED_REPOSITORY, "Git cannot read the branches and tags.");
        }
        Map<String, String> refs = new TreeMap<>();
        try (var lines = Files.lines(output, ISO_8859_1)) {
            lines.forEach(line -> {
                int space = line.indexOf(' ');
                refs.put(new String(line.substring(space + 1).getBytes(ISO_8859_1), UTF_8), line.substring(0, space));
            });
        }
        return refs;
    }

    /** A command that knows the people of the imported branch, and the parents of commits where a shallow clone ends. */
    private ProcessBuilder command(String... arguments) {
        List<String> all = new ArrayList<>();
        if (mailmap != null) {
            all.addAll(List.of("-c", "mailmap.blob=" + mailmap));
        }
        all.addAll(List.of(arguments));
        ProcessBuilder command = git.on(repository, all.toArray(String[]::new));
        command.environment().put("GIT_SHALLOW_FILE", "");
        return command;
    }

    /**
     * The commits of the branch.
     *
     * @throws ImportFailure {@code import_damaged_repository}
     */
    CommitList branch() throws IOException, InterruptedException {
        return CommitList.write(git, repository, "branch", List.of(head), beat).orElseThrow(GitHistory::damaged);
    }

    /** The commits that only release tags lead to. Releases whose history cannot be read are left out from now on. */
    CommitList releasedElsewhere() throws IOException, InterruptedException {
        Optional<CommitList> all = elsewhere(releases);
        if (all.isPresent()) {
            return all.get();
        }
        List<Release> readable = new ArrayList<>();
        for (Release release : releases) {
            if (elsewhere(List.of(release)).isPresent()) {
                readable.add(release);
            }
        }
        releases = readable;
        return elsewhere(releases).orElseThrow(GitHistory::damaged);
    }

    private Optional<CommitList> elsewhere(List<Release> released) throws IOException, InterruptedException {
        List<String> revisions =
                released.stream().map(Release::commit).distinct().collect(Collectors.toCollection(ArrayList::new));
        revisions.add("^" + head);
        return CommitList.write(git, repository, "elsewhere", revisions, beat);
    }

    private static ImportFailure damaged() {
        return new ImportFailure(
                Code.IMPORT_DAMAGED_REPOSITORY, "Git cannot read the history: commits are missing or damaged.");
    }

    /** The caller closes them. */
    CommitReaders readers() throws IOException {
        Path shallow = repository.directory().resolve("shallow");
        return new CommitReaders(
                this::command, Files.exists(shallow) ? Set.copyOf(Files.readAllLines(shallow)) : Set.of(), beat);
    }

    /** @param onBranch whether the imported branch holds it */
    CommitEvent event(GitCommit commit, boolean onBranch) {
        Instant committedAt = committedAt(commit);
        GitCommit.Size size = commit.size();
        return new CommitEvent(
                repositoryId,
                commit.sha(),
                commit.parents(),
                commit.author(),
                commit.committer(),
                Objects.requireNonNullElse(commit.authoredAt(), committedAt),
                commit.authoredAt() == null,
                committedAt,
                commit.message(),
                size == null ? null : size.linesAdded(),
                size == null ? null : size.linesDeleted(),
                size == null ? null : size.files(),
                onBranch ? options.branch() : null,
                notInFuture(committedAt));
    }

    /** Of a commit that does not say when it was made, when it was written. */
    static Instant committedAt(GitCommit commit) {
        Instant authoredAt = Objects.requireNonNullElse(commit.authoredAt(), Instant.EPOCH);
        return Objects.requireNonNullElse(commit.committedAt(), authoredAt);
    }

    /** The releases, oldest first. */
    List<DeploymentEvent> deployments() {
        return releases.stream()
                .map(release -> new DeploymentEvent(
                        repositoryId,
                        "tag:" + release.name(),
                        options.environment(),
                        release.commit(),
                        release.name(),
                        DeploymentEvent.Status.SUCCESS,
                        null,
                        release.at(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        notInFuture(release.at())))
                .toList();
    }

    /** Or what says so would win against all that is said until then. */
    private Instant notInFuture(Instant time) {
        return time.isAfter(now) ? now : time;
    }
}
