package org.seiplatform.fact;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.seiplatform.fact.merge.Effect;

/** What became of the events of one request, by kind, and of when the newest of them are. */
final class IngestTally {

    private final Map<FactKind, IngestResult> results = new EnumMap<>(FactKind.class);
    private final Map<FactKind, Instant> newest = new EnumMap<>(FactKind.class);

    void add(Event event, Effect effect) {
        results.merge(event.factKind(), IngestResult.of(effect), IngestResult::plus);
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
