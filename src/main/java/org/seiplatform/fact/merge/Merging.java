package org.seiplatform.fact.merge;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges arriving states into stored ones, in memory; several of them may be about one fact. */
public final class Merging<K, S extends State<K, S>> {

    private final Map<K, S> stored = new HashMap<>();
    private final Map<K, S> touched = new LinkedHashMap<>();

    public Merging(Collection<S> stored) {
        stored.forEach(state -> this.stored.put(state.key(), state));
    }

    /** Takes a state in, and tells what it meant to what was known just before. */
    public Effect add(S arriving) {
        K key = arriving.key();
        S known = touched.containsKey(key) ? touched.get(key) : stored.get(key);
        if (known == null) {
            touched.put(key, arriving);
            return Effect.CREATED;
        }
        S merged = known.merge(arriving);
        touched.put(key, merged);
        return merged.saysTheSameAs(known) ? Effect.UNCHANGED : Effect.UPDATED;
    }

    /** Takes states in, one after the other, and tells what each meant. */
    public List<Effect> addAll(Collection<S> arriving) {
        return arriving.stream().map(this::add).toList();
    }

    /** What must be written: also what says the same as before, but as of a later time. */
    public List<Change<S>> changes() {
        return touched.entrySet().stream()
                .map(entry -> new Change<>(stored.get(entry.getKey()), entry.getValue()))
                .filter(change -> !change.after().equals(change.before()))
                .toList();
    }

    /** A fact before and after. */
    public record Change<S>(@Nullable S before, S after) {}
}
