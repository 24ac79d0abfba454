package org.seiplatform.fact;

import java.util.List;
import java.util.UUID;

/**
 * Some events of a request, with what they are applied against.
 *
 * @param changes collects what must be derived again once all events of the request are stored
 */
public record EventBatch(
        UUID organizationId,
        List<Event> events,
        KnownRepositories repositories,
        People people,
        Derivation.Changes changes) {

    /** Its events of one kind, in order. */
    public <E extends Event> List<E> only(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
