package org.seiplatform.ingest.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.CommitEvent;
import org.seiplatform.ingest.DeploymentEvent;
import org.seiplatform.ingest.Event.Person;
import org.seiplatform.ingest.EventTimes;
import org.seiplatform.ingest.git.CommitSizes.CommitSize;
import org.seiplatform.ingest.git.ImportFailure.Code;

/** What a git repository tells: commits from a branch and from release tags, and the tags as deployments. */
final class GitHistory {

    private static final int LONGEST_NAME = 200;

    private final Repository repository;
    private final UUID repositoryId;
    private final ImportOptions options;
    private final ObjectId head;
    private final Mailmap mailmap;
    private final List<Release> releases;
    private final Set<ObjectId> shallow;

    GitHistory(Repository repository, UUID repositoryId, ImportOptions options) throws IOException {
        this.repository = repository;
        this.repositoryId = repositoryId;
        this.options = options;
        ObjectId found = repository.resolve("refs/heads/" + options.branch() + "^{commit}");
        if (found == null) {
            throw new ImportFailure(
                    Code.IMPORT_BRANCH_NOT_FOUND,
                    "The repository has no branch " + options.branch() + " with commits.");
        }
        this.head = found;
        this.mailmap = readMailmap();
        this.releases = readReleases();
        this.shallow = repository.getObjectDatabase().getShallowCommits();
    }

    /** A release tag: what was released, and when. */
    private record Release(String name, ObjectId commit, Instant at) {}

    /** A walk over the commits of the branch, newest first. */
    RevWalk branch() throws IOException {
        RevWalk walk = walk();
        walk.markStart(walk.parseCommit(head));
        return walk;
    }

    /** A walk over the commits that only release tags lead to. */
    RevWalk releasedElsewhere() throws IOException {
        RevWalk walk = walk();
        for (Release release : releases) {
            walk.markStart(walk.parseCommit(release.commit()));
        }
        walk.markUninteresting(walk.parseCommit(head));
        return walk;
    }

    private RevWalk walk() {
        RevWalk walk = new RevWalk(repository);
        walk.setRetainBody(false);
        return walk;
    }

    /** @param beat called now and then, so that a long history does not pass for a dead worker */
    long count(Runnable beat) throws IOException {
        long count = 0;
        for (RevWalk walk : List.of(branch(), releasedElsewhere())) {
            try (walk) {
                while (walk.next() != null) {
                    if (++count % 10_000 == 0) {
                        beat.run();
                    }
                }
            }
        }
        return count;
    }

    /** Whether what a commit changes can be told: not of a merge, nor where a shallow clone ends. */
    boolean isMeasurable(RevCommit commit) {
        return commit.getParentCount() < 2 && !shallow.contains(commit);
    }

    /**
     * @param commit with its body
     * @param size null where it cannot be told
     * @param onBranch whether the imported branch holds it
     */
    CommitEvent event(RevCommit commit, @Nullable CommitSize size, boolean onBranch) {
        byte[] raw = commit.getRawBuffer();
        PersonIdent author = hasAddress(raw, RawParseUtils.author(raw, 0)) ? commit.getAuthorIdent() : null;
        PersonIdent committer = hasAddress(raw, RawParseUtils.committer(raw, 0)) ? commit.getCommitterIdent() : null;
        Instant committedAt = time(committer, commit);
        return new CommitEvent(
                repositoryId,
                commit.name(),
                parents(commit),
                person(author),
                person(committer),
                time(author, commit),
                committedAt,
                commit.getFullMessage().replace("\0", ""),
                size == null ? null : size.linesAdded(),
                size == null ? null : size.linesDeleted(),
                size == null ? null : size.files(),
                onBranch ? options.branch() : null,
                committedAt);
    }

    /** Whether a line has an address, which JGit would else look for in the lines that follow. */
    private static boolean hasAddress(byte[] raw, int start) {
        if (start < 0) {
            return false;
        }
        int end = RawParseUtils.nextLF(raw, start);
        return RawParseUtils.nextLF(raw, start, '<') < end;
    }

    /** The parents that the commit itself names: where a shallow clone ends, JGit hides those that it does not have. */
    private List<String> parents(RevCommit commit) {
        if (!shallow.contains(commit)) {
            return Stream.of(commit.getParents()).map(RevCommit::name).toList();
        }
        return new String(commit.getRawBuffer(), ISO_8859_1)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("parent "))
                .map(line -> line.substring("parent ".length()))
                .toList();
    }

    /** @param ident null in commits whose author or committer cannot be read */
    private @Nullable Person person(@Nullable PersonIdent ident) {
        return ident == null ? null : mailmap.map(ident.getName(), ident.getEmailAddress());
    }

    private static Instant time(@Nullable PersonIdent ident, RevCommit commit) {
        return EventTimes.clamped(
                ident == null ? Instant.ofEpochSecond(commit.getCommitTime()) : ident.getWhenAsInstant());
    }

    /** The releases, oldest first. */
    List<DeploymentEvent> deployments() {
        return releases.stream()
                .map(release -> new DeploymentEvent(
                        repositoryId,
                        "tag:" + release.name(),
                        options.environment(),
                        release.commit().name(),
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
                        release.at()))
                .toList();
    }

    private List<Release> readReleases() throws IOException {
        var pattern = com.google.re2j.Pattern.compile(options.tagPattern());
        List<Release> found = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            for (Ref tag : repository.getRefDatabase().getRefsByPrefix("refs/tags/")) {
                String name = tag.getName().substring("refs/tags/".length());
                ObjectId id = tag.getObjectId();
                if (id == null
                        || name.length() > LONGEST_NAME
                        || !pattern.matcher(name).find()) {
                    continue;
                }
                RevObject object = walk.parseAny(id);
                RevObject peeled = walk.peel(object);
                if (peeled instanceof RevCommit commit) {
                    walk.parseBody(commit);
                    found.add(new Release(name, commit.copy(), releasedAt(object, commit)));
                }
            }
        }
        found.sort(java.util.Comparator.comparing(Release::at).thenComparing(Release::name));
        return found;
    }

    /** When an annotated tag was made; of a lightweight one git does not know, so when its commit was. */
    private static Instant releasedAt(RevObject object, RevCommit commit) {
        PersonIdent tagger = object instanceof RevTag tag ? tag.getTaggerIdent() : null;
        return time(tagger == null ? commit.getCommitterIdent() : tagger, commit);
    }

    private Mailmap readMailmap() throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk file = TreeWalk.forPath(
                        repository, ".mailmap", walk.parseCommit(head).getTree())) {
            if (file == null) {
                return Mailmap.NONE;
            }
            return Mailmap.parse(new String(repository.open(file.getObjectId(0)).getBytes(), UTF_8));
        }
    }
}
