package org.seiplatform.fact.merge;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.IngestResult;

/** Merges arriving states into stored ones, in memory; several of them may be about one fact. */
public final class Merging<K, S extends State<K, S>> {

    private final Map<K, S> stored = new HashMap<>();
    private final Map<K, S> touched = new LinkedHashMap<>();

    public Merging(Collection<S> stored) {
        stored.forEach(state -> this.stored.put(state.key(), state));
    }

    /** Takes a state in, and tells what it meant to what was known just before. */
    public Outcome add(S arriving) {
        K key = arriving.key();
        S known = touched.containsKey(key) ? touched.get(key) : stored.get(key);
        if (known == null) {
            touched.put(key, arriving);
            return Outcome.CREATED;
        }
        S merged = known.merge(arriving);
        touched.put(key, merged);
        return merged.saysTheSameAs(known) ? Outcome.UNCHANGED : Outcome.UPDATED;
    }

    /** Takes states in, one after the other, and counts what they meant. */
    public IngestResult addAll(Collection<S> arriving) {
        return arriving.stream().map(this::add).map(Outcome::result).reduce(IngestResult.NONE, IngestResult::plus);
    }

    /** What must be written: also what says the same as before, but as of a later time. */
    public List<Change<S>> changes() {
        return touched.entrySet().stream()
                .map(entry -> new Change<>(stored.get(entry.getKey()), entry.getValue()))
                .filter(change -> !change.after().equals(change.before()))
                .toList();
    }

    /** What an arriving state meant. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED;

        /** The same for a fact with parts that are facts of their own, such as the reviews of a pull request. */
        public Outcome with(Outcome part) {
            return this == UNCHANGED && part != UNCHANGED ? UPDATED : this;
        }

        public IngestResult result() {
            return new IngestResult(1, this == CREATED ? 1 : 0, this == UPDATED ? 1 : 0, this == UNCHANGED ? 1 : 0);
        }
    }

    /** A fact before and after. */
    public record Change<S>(@Nullable S before, S after) {}
}
