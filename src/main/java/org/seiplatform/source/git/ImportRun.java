package org.seiplatform.source.git;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.EventIngest;
import org.seiplatform.fact.EventIngest.Source;
import org.seiplatform.fact.commit.CommitEvent;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.seiplatform.source.git.ImportStore.ClaimedJob;
import org.springframework.stereotype.Component;

/**
 * Carries an import out: commits in batches, each a transaction, then the releases. What is stored already is passed over, so an
 * import that was interrupted goes on where it was, and a repeated one takes what is new.
 */
@Component
class ImportRun {

    private static final int COMMITS = 500;

    /** Fewer, because each makes the service find what it delivered. */
    private static final int DEPLOYMENTS = 100;

    private final GitCommand git;
    private final GitRemotes remotes;
    private final ImportedCommitQueries imported;
    private final EventIngest ingest;
    private final Clock clock;

    ImportRun(GitCommand git, GitRemotes remotes, ImportedCommitQueries imported, EventIngest ingest, Clock clock) {
        this.git = git;
        this.remotes = remotes;
        this.imported = imported;
        this.ingest = ingest;
        this.clock = clock;
    }

    void run(ClaimedJob claimed, ImportProgress progress) throws IOException, InterruptedException {
        UUID repositoryId = claimed.job().repositoryId();
        git.require();
        progress.enter("fetching");
        try (GitDirectory repository = remotes.open(claimed, progress)) {
            progress.enter("counting");
            GitHistory history =
                    new GitHistory(git, repository, repositoryId, claimed.options(), clock.instant(), progress::beat);
            CommitList branch = history.branch();
            CommitList elsewhere = history.releasedElsewhere();
            progress.count(branch.size() + elsewhere.size());
            progress.enter("commits");
            try (CommitReaders readers = history.readers()) {
                takeCommits(claimed, history, readers, branch, true, progress);
                takeCommits(claimed, history, readers, elsewhere, false, progress);
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
            ClaimedJob claimed,
            GitHistory history,
            CommitReaders readers,
            CommitList list,
            boolean onBranch,
            ImportProgress progress)
            throws IOException, InterruptedException {
        Batch reading = null;
        try (BufferedReader names = list.reader()) {
            for (List<String> shas = CommitList.next(names, COMMITS);
                    !shas.isEmpty();
                    shas = CommitList.next(names, COMMITS)) {
                Batch next = new Batch(shas.size(), readers.read(missing(claimed, shas, onBranch)));
                if (reading != null) {
                    store(claimed, history, reading, onBranch, progress);
                }
                reading = next;
            }
        }
        if (reading != null) {
            store(claimed, history, reading, onBranch, progress);
        }
    }

    private List<String> missing(ClaimedJob claimed, List<String> shas, boolean onBranch) {
        Set<@Nullable String> known = imported.complete(claimed.job().repositoryId(), shas, onBranch);
        return shas.stream().filter(sha -> !known.contains(sha)).toList();
    }

    private void store(ClaimedJob claimed, GitHistory history, Batch batch, boolean onBranch, ImportProgress progress)
            throws IOException, InterruptedException {
        List<CommitEvent> events = batch.commits().await().stream()
                .map(commit -> history.event(commit, onBranch))
                .toList();
        if (!events.isEmpty()) {
            ingest.ingest(claimed.organizationId(), Source.IMPORT, events);
        }
        progress.addCommits(batch.size());
    }

    /** @param size how many commits, those that were known among them */
    private record Batch(int size, CommitReaders.Reading commits) {}
}
