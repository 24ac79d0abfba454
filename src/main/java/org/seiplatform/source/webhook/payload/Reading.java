package org.seiplatform.source.webhook.payload;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event;

/** What an adapter makes of a payload. */
public sealed interface Reading {

    /** Nothing that we keep, and why. */
    record Ignored(String reason) implements Reading {}

    /**
     * Statements about a repository.
     *
     * @param events the statements, once the repository is known by our id
     * @param tag what is said about a tag that may have been released; null where nothing is
     */
    record Facts(
            ReportedRepository repository,
            Function<UUID, ? extends List<? extends Event>> events,
            @Nullable TagStatement tag)
            implements Reading {}

    /**
     * Something that is no incident, which matters if it was one.
     *
     * @param externalId the incident that it may have been
     * @param event takes the incident back
     * @param reason why there is nothing to store otherwise
     */
    record Withdrawal(
            ReportedRepository repository, String externalId, Function<UUID, ? extends Event> event, String reason)
            implements Reading {

        public Facts facts() {
            return new Facts(repository, id -> List.of(event.apply(id)), null);
        }
    }

    static Reading ignored(String reason) {
        return new Ignored(reason);
    }

    static Reading event(ReportedRepository repository, Function<UUID, Event> event) {
        return new Facts(repository, id -> List.of(event.apply(id)), null);
    }

    static Reading events(ReportedRepository repository, Function<UUID, ? extends List<? extends Event>> events) {
        return new Facts(repository, events, null);
    }
}
