package org.seiplatform.ingest.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.CommitEvent;
import org.seiplatform.ingest.DeploymentEvent;
import org.seiplatform.ingest.EventIngest;
import org.seiplatform.ingest.git.CommitSizes.CommitSize;
import org.seiplatform.ingest.git.ImportStore.ClaimedJob;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Carries an import out: commits in batches, each a transaction, then the releases. What is stored already is passed over, so an
 * import that was interrupted goes on where it was, and a repeated one takes what is new.
 */
@Component
class ImportRun {

    private static final int BATCH = 500;
    private static final int READERS = Math.max(1, Runtime.getRuntime().availableProcessors());

    private final GitSource source;
    private final ImportedCommitQueries imported;
    private final EventIngest ingest;
    private final DataSize fileSizeLimit;

    ImportRun(GitSource source, ImportedCommitQueries imported, EventIngest ingest, ImportProperties properties) {
        this.source = source;
        this.imported = imported;
        this.ingest = ingest;
        this.fileSizeLimit = properties.fileSizeLimit();
    }

    void run(ClaimedJob claimed, ImportProgress progress) throws IOException, InterruptedException {
        UUID repositoryId = claimed.job().repositoryId();
        progress.enter("fetching");
        try (Repository repository = source.open(repositoryId, claimed.options(), progress);
                ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            GitHistory history = new GitHistory(repository, repositoryId, claimed.options());
            progress.enter("counting");
            progress.count(history.count());
            progress.enter("commits");
            Commits commits = new Commits(claimed, repository, history, readers, progress);
            try (RevWalk branch = history.branch();
                    RevWalk elsewhere = history.releasedElsewhere()) {
                commits.take(branch, true);
                commits.take(elsewhere, false);
            }
            progress.enter("deployments");
            takeDeployments(claimed.organizationId(), history.deployments(), progress);
        }
    }

    private void takeDeployments(UUID organizationId, List<DeploymentEvent> deployments, ImportProgress progress) {
        for (int from = 0; from < deployments.size(); from += BATCH) {
            List<DeploymentEvent> batch = deployments.subList(from, Math.min(from + BATCH, deployments.size()));
            ingest.ingest(organizationId, batch);
            progress.addDeployments(batch.size());
        }
    }

    /** The commits of one import. */
    private final class Commits {

        private final ClaimedJob claimed;
        private final Repository repository;
        private final GitHistory history;
        private final ExecutorService readers;
        private final ImportProgress progress;

        private Commits(
                ClaimedJob claimed,
                Repository repository,
                GitHistory history,
                ExecutorService readers,
                ImportProgress progress) {
            this.claimed = claimed;
            this.repository = repository;
            this.history = history;
            this.readers = readers;
            this.progress = progress;
        }

        private void take(RevWalk walk, boolean onBranch) throws IOException, InterruptedException {
            List<RevCommit> batch = new ArrayList<>(BATCH);
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                batch.add(commit);
                if (batch.size() == BATCH) {
                    take(walk, batch, onBranch);
                    batch.clear();
                }
            }
            take(walk, batch, onBranch);
        }

        private void take(RevWalk walk, List<RevCommit> batch, boolean onBranch)
                throws IOException, InterruptedException {
            Set<@Nullable String> known = imported.complete(
                    claimed.job().repositoryId(),
                    batch.stream().map(RevCommit::name).toList(),
                    onBranch);
            List<RevCommit> missing = batch.stream()
                    .filter(commit -> !known.contains(commit.name()))
                    .toList();
            for (RevCommit commit : missing) {
                walk.parseBody(commit);
            }
            if (!missing.isEmpty()) {
                ingest.ingest(claimed.organizationId(), events(missing, onBranch));
            }
            missing.forEach(RevCommit::disposeBody);
            progress.addCommits(batch.size());
        }

        private List<CommitEvent> events(List<RevCommit> commits, boolean onBranch)
                throws IOException, InterruptedException {
            int share = (commits.size() + READERS - 1) / READERS;
            List<Future<List<CommitEvent>>> parts = new ArrayList<>();
            for (int from = 0; from < commits.size(); from += share) {
                List<RevCommit> part = commits.subList(from, Math.min(from + share, commits.size()));
                parts.add(readers.submit(() -> read(part, onBranch)));
            }
            List<CommitEvent> events = new ArrayList<>();
            for (Future<List<CommitEvent>> part : parts) {
                try {
                    events.addAll(part.get());
                } catch (ExecutionException exception) {
                    throw new IOException("A commit could not be read", exception.getCause());
                }
            }
            return events;
        }

        private List<CommitEvent> read(List<RevCommit> commits, boolean onBranch) throws IOException {
            List<CommitEvent> events = new ArrayList<>();
            try (CommitSizes sizes = new CommitSizes(repository, fileSizeLimit)) {
                for (RevCommit commit : commits) {
                    CommitSize size = commit.getParentCount() > 1 ? null : sizes.measure(commit);
                    events.add(history.event(commit, size, onBranch));
                }
            }
            return events;
        }
    }
}
