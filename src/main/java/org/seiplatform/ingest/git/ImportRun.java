package org.seiplatform.ingest.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.CommitEvent;
import org.seiplatform.ingest.DeploymentEvent;
import org.seiplatform.ingest.EventIngest;
import org.seiplatform.ingest.EventIngest.Source;
import org.seiplatform.ingest.git.ImportStore.ClaimedJob;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Carries an import out: commits in batches, each a transaction, then the releases. What is stored already is passed over, so an
 * import that was interrupted goes on where it was, and a repeated one takes what is new.
 */
@Component
class ImportRun {

    private static final int COMMITS = 500;

    /** Fewer, because each makes the service find what it delivered. */
    private static final int DEPLOYMENTS = 100;

    private final GitRemotes remotes;
    private final ImportedCommitQueries imported;
    private final EventIngest ingest;
    private final DataSize fileSizeLimit;

    ImportRun(GitRemotes remotes, ImportedCommitQueries imported, EventIngest ingest, ImportProperties properties) {
        this.remotes = remotes;
        this.imported = imported;
        this.ingest = ingest;
        this.fileSizeLimit = properties.fileSizeLimit();
    }

    void run(ClaimedJob claimed, ImportProgress progress) throws IOException, InterruptedException {
        UUID repositoryId = claimed.job().repositoryId();
        progress.enter("fetching");
        try (OpenRepository opened = remotes.open(claimed, progress)) {
            Repository repository = opened.git();
            GitHistory history = new GitHistory(repository, repositoryId, claimed.options());
            progress.enter("counting");
            progress.count(history.count(progress::beat));
            progress.enter("commits");
            try (CommitReaders readers = new CommitReaders(repository, history, fileSizeLimit, progress::beat);
                    RevWalk branch = history.branch();
                    RevWalk elsewhere = history.releasedElsewhere()) {
                takeCommits(claimed, readers, branch, true, progress);
                takeCommits(claimed, readers, elsewhere, false, progress);
            }
            progress.enter("deployments");
            takeDeployments(claimed.organizationId(), history.deployments(), progress);
        }
    }

    private void takeDeployments(UUID organizationId, List<DeploymentEvent> deployments, ImportProgress progress) {
        for (int from = 0; from < deployments.size(); from += DEPLOYMENTS) {
            List<DeploymentEvent> batch = deployments.subList(from, Math.min(from + DEPLOYMENTS, deployments.size()));
            ingest.ingest(organizationId, Source.IMPORT, batch);
            progress.addDeployments(batch.size());
        }
    }

    /** While a batch is being stored, the next one is read. */
    private void takeCommits(
            ClaimedJob claimed, CommitReaders readers, RevWalk walk, boolean onBranch, ImportProgress progress)
            throws IOException, InterruptedException {
        Batch reading = null;
        for (List<RevCommit> commits = next(walk); !commits.isEmpty(); commits = next(walk)) {
            Batch next = new Batch(commits.size(), readers.read(missing(claimed, walk, commits, onBranch), onBranch));
            if (reading != null) {
                store(claimed, reading, progress);
            }
            reading = next;
        }
        if (reading != null) {
            store(claimed, reading, progress);
        }
    }

    private static List<RevCommit> next(RevWalk walk) throws IOException {
        List<RevCommit> commits = new ArrayList<>(COMMITS);
        while (commits.size() < COMMITS) {
            RevCommit commit = walk.next();
            if (commit == null) {
                break;
            }
            commits.add(commit);
        }
        return commits;
    }

    private List<RevCommit> missing(ClaimedJob claimed, RevWalk walk, List<RevCommit> commits, boolean onBranch)
            throws IOException {
        Set<@Nullable String> known = imported.complete(
                claimed.job().repositoryId(),
                commits.stream().map(RevCommit::name).toList(),
                onBranch);
        List<RevCommit> missing = new ArrayList<>();
        for (RevCommit commit : commits) {
            if (!known.contains(commit.name())) {
                walk.parseBody(commit);
                missing.add(commit);
            }
        }
        return missing;
    }

    private void store(ClaimedJob claimed, Batch batch, ImportProgress progress)
            throws IOException, InterruptedException {
        List<CommitEvent> events = batch.events().await();
        if (!events.isEmpty()) {
            ingest.ingest(claimed.organizationId(), Source.IMPORT, events);
        }
        progress.addCommits(batch.size());
    }

    /** @param size how many commits, those that were known among them */
    private record Batch(int size, CommitReaders.Reading events) {}
}
