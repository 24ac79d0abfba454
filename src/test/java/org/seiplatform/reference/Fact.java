package org.seiplatform.reference;

import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One state of one fact, as an event tells it. */
sealed interface Fact permits CommitFact, PullRequestFact, DeploymentFact, DeploymentReport, IncidentFact {

    /** When the stated state became true. */
    Instant updatedAt();

    /** The same with other ids of repositories and teams, for a service that hands out its own. */
    Fact renamed(UnaryOperator<UUID> ids);
}
