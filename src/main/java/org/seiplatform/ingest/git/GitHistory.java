package org.seiplatform.ingest.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.CommitEvent;
import org.seiplatform.ingest.DeploymentEvent;
import org.seiplatform.ingest.Event.Person;
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

    long count() throws IOException {
        long count = 0;
        for (RevWalk walk : List.of(branch(), releasedElsewhere())) {
            try (walk) {
                while (walk.next() != null) {
                    count++;
                }
            }
        }
        return count;
    }

    /**
     * @param commit with its body
     * @param size null for a merge, of which git shows no lines
     * @param onBranch whether the imported branch holds it
     */
    CommitEvent event(RevCommit commit, @Nullable CommitSize size, boolean onBranch) {
        PersonIdent committer = commit.getCommitterIdent();
        Instant committedAt = committer.getWhenAsInstant();
        return new CommitEvent(
                repositoryId,
                commit.name(),
                Stream.of(commit.getParents()).map(RevCommit::name).toList(),
                person(commit.getAuthorIdent()),
                person(committer),
                commit.getAuthorIdent().getWhenAsInstant(),
                committedAt,
                commit.getFullMessage().replace("\0", ""),
                size == null ? null : size.linesAdded(),
                size == null ? null : size.linesDeleted(),
                size == null ? null : size.files(),
                onBranch ? options.branch() : null,
                committedAt);
    }

    private Person person(PersonIdent ident) {
        return mailmap.map(ident.getName(), ident.getEmailAddress());
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
        return (tagger == null ? commit.getCommitterIdent() : tagger).getWhenAsInstant();
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
