package org.seiplatform.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The distribution of a sample, each point interpolated linearly between closest ranks; null where there is no sample. */
record Percentiles(
        @Nullable Double p50,
        @Nullable Double p75,
        @Nullable Double p90,
        @Nullable Double p95,
        int sampleSize) {

    static Percentiles of(List<Double> sample) {
        return new Percentiles(at(0.50, sample), at(0.75, sample), at(0.90, sample), at(0.95, sample), sample.size());
    }

    /** What PostgreSQL's {@code percentile_cont} answers. */
    static @Nullable Double at(double fraction, List<Double> sample) {
        if (sample.isEmpty()) {
            return null;
        }
        List<Double> sorted = sample.stream().sorted().toList();
        double rank = fraction * (sorted.size() - 1);
        double lower = sorted.get((int) Math.floor(rank));
        double upper = sorted.get((int) Math.ceil(rank));
        return lower + (rank - Math.floor(rank)) * (upper - lower);
    }

    static @Nullable Double median(List<Double> sample) {
        return at(0.50, sample);
    }
}
