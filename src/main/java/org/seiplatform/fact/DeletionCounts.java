package org.seiplatform.fact;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many facts were deleted, by what they are called. */
public record DeletionCounts(Map<String, Long> byName) {

    public static final DeletionCounts NONE = new DeletionCounts(Map.of());

    public DeletionCounts {
        byName = Map.copyOf(byName);
    }

    public static DeletionCounts of(String name, long count) {
        return new DeletionCounts(Map.of(name, count));
    }

    public DeletionCounts plus(DeletionCounts other) {
        Map<String, Long> sum = new TreeMap<>(byName);
        other.byName.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return new DeletionCounts(sum);
    }

    public long total() {
        return byName.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        return new TreeMap<>(byName)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
