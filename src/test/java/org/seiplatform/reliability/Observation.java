package org.seiplatform.reliability;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.seiplatform.reliability.FreshnessProbe.Seen;
import org.seiplatform.reliability.Sample.Kind;

/**
 * What callers noticed of one fault.
 *
 * @param before requests begun before it
 * @param during requests begun while it lasted, and until all was well again
 * @param after requests begun after that
 * @param recovery from its end to that of the last request that failed
 * @param acknowledged deployments that the service said it had taken in
 * @param lost those of them that are not there
 * @param duplicates those of them that are there more than once
 */
record Observation(
        Fault fault,
        List<Sample> before,
        List<Sample> during,
        List<Sample> after,
        Duration recovery,
        int acknowledged,
        int lost,
        int duplicates,
        Seen freshness) {

    int requests() {
        return before.size() + during.size() + after.size();
    }

    List<Sample> failed(Kind kind) {
        return during.stream()
                .filter(sample -> sample.kind() == kind && sample.failed())
                .toList();
    }

    /** How many requests failed, by what the caller was told. */
    Map<String, Long> errors() {
        return during.stream()
                .filter(Sample::failed)
                .collect(Collectors.groupingBy(
                        sample -> sample.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + sample.outcome(),
                        TreeMap::new,
                        Collectors.counting()));
    }

    /** The time within which 99 of 100 requests that were not turned away were answered, in milliseconds. */
    static long p99(List<Sample> samples) {
        return percentile(99, samples);
    }

    /** The time within which so many in a hundred requests that were not turned away were answered, in milliseconds. */
    static long percentile(int percent, List<Sample> samples) {
        List<Long> times = samples.stream()
                .filter(Predicate.not(Sample::shed))
                .map(Sample::nanos)
                .sorted(Comparator.naturalOrder())
                .toList();
        return times.isEmpty() ? 0 : times.get(times.size() * percent / 100) / 1_000_000;
    }
}
