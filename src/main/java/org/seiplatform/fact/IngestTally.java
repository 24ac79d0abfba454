package org.seiplatform.fact;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** What became of the events of one request, by kind, and of when the newest of them are. */
final class IngestTally {

    private final Map<FactKind, IngestResult> results = new EnumMap<>(FactKind.class);
    private final Map<FactKind, Instant> newest = new EnumMap<>(FactKind.class);

    void add(FactKind kind, IngestResult result) {
        results.merge(kind, result, IngestResult::plus);
    }

    /** Takes note of when an event happened. */
    void see(Event event) {
        newest.merge(event.factKind(), event.happenedAt(), (one, other) -> one.isAfter(other) ? one : other);
    }

    IngestResult total() {
        return results.values().stream().reduce(IngestResult.NONE, IngestResult::plus);
    }

    Map<FactKind, IngestResult> results() {
        return results;
    }

    /** When the newest event of each kind that came happened. */
    Map<FactKind, Instant> newest() {
        return newest;
    }
}
