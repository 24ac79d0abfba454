package org.seiplatform.fact;

import org.seiplatform.fact.Event.Kind;
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

    /** Stores the events of a chunk, counts them, and reports what must be derived again. */
    void apply(Chunk chunk, IngestTally tally) {
        chunk.events().forEach(tally::see);
        tally.add(Kind.COMMIT, commits.apply(chunk));
        tally.add(Kind.PULL_REQUEST, pullRequests.apply(chunk));
        tally.add(Kind.DEPLOYMENT, deployments.apply(chunk));
        tally.add(Kind.INCIDENT, incidents.apply(chunk));
    }
}
