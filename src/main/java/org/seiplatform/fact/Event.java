package org.seiplatform.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement about one fact, valid as of {@link #updatedAt()}.
 *
 * <p>Statements may arrive late, twice, out of order and corrected; what is kept depends only on the set of statements.
 */
public sealed interface Event permits CommitEvent, PullRequestEvent, DeploymentEvent, IncidentEvent {

    /** When the stated state became true; decides between two states of one fact, whichever arrived first. */
    Instant updatedAt();

    /** The kinds of event, as the API names them. */
    enum Kind {
        COMMIT,
        PULL_REQUEST,
        DEPLOYMENT,
        INCIDENT
    }

    /**
     * A person as the sender knows them; any part may be missing.
     *
     * @param bot whether the sender says that it is a program
     */
    record Person(
            @Nullable String name,
            @Nullable String email,
            @Nullable String login,
            boolean bot) {

        public Person(@Nullable String name, @Nullable String email, @Nullable String login) {
            this(name, email, login, false);
        }
    }
}
