package org.seiplatform.fact;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedWords;

/**
 * A statement about one fact, valid as of {@link #updatedAt()}.
 *
 * <p>Statements may arrive late, twice, out of order and corrected; what is kept depends only on the set of statements.
 */
public interface Event {

    FactKind factKind();

    /** When the stated state became true; decides between two states of one fact, whichever arrived first. */
    Instant updatedAt();

    /** The last moment in the world that the event tells of; unlike {@link #updatedAt()}, it is never the time of arrival. */
    Instant happenedAt();

    /** The repository whose facts the event changes; null where it changes facts of the organization. */
    @Nullable
    UUID changedRepository();

    /** All repositories that the event names; the organization must have them. */
    Set<UUID> namedRepositories();

    /**
     * The people in the event, each as of the time of what they did: that, unlike an arrival, is the same however often and in
     * whatever order events are sent. Empty where the event changes no repository.
     */
    List<Participant> participants();

    /** The event as it may be stored: without the words that speak of erased people. */
    Event without(ErasedWords erased);

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

    /**
     * Somebody's part in a fact.
     *
     * @param person null where the sender names nobody
     */
    record Participant(@Nullable Person person, Instant at) {}
}
