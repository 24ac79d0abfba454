package org.seiplatform.ingest;

import org.springframework.stereotype.Component;

/** Stores events of any kind. */
@Component
class FactIngest {

    private final CommitIngest commits;
    private final PullRequestIngest pullRequests;
    private final DeploymentIngest deployments;
    private final IncidentIngest incidents;

    FactIngest(
            CommitIngest commits,
            PullRequestIngest pullRequests,
            DeploymentIngest deployments,
            IncidentIngest incidents) {
        this.commits = commits;
        this.pullRequests = pullRequests;
        this.deployments = deployments;
        this.incidents = incidents;
    }

    /** Stores the events of a chunk and reports what must be derived again. */
    IngestResult apply(Chunk chunk) {
        return commits.apply(chunk)
                .plus(pullRequests.apply(chunk))
                .plus(deployments.apply(chunk))
                .plus(incidents.apply(chunk));
    }
}
