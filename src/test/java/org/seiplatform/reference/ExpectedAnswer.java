package org.seiplatform.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Figures as the API shows them: by field name, with the trend against the period before. */
final class ExpectedAnswer {

    private ExpectedAnswer() {}

    /** Which way a figure should move; {@code NEITHER} has a change but no direction. */
    enum Better {
        HIGHER,
        LOWER,
        NEITHER
    }

    /** An object of names and values, in turn. */
    static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }

    /** The same rows with all names of environments and groups in small letters: which case is shown depends on what came first. */
    static JsonNode withoutCase(JsonNode answer) {
        for (String name : List.of("environment", "deployment_group")) {
            for (JsonNode row : answer.findParents(name)) {
                if (row.get(name).isString()) {
                    ((ObjectNode) row).put(name, row.get(name).asString().toLowerCase(Locale.ROOT));
                }
            }
        }
        return answer;
    }

    /** Zero means none, so a count always has a value. */
    static Map<String, @Nullable Object> count(long now, long before) {
        return fields("value", now, "trend", trend((double) now, (double) before, Better.NEITHER));
    }

    /** @param noData why there is no value, where there is none */
    static Map<String, @Nullable Object> figure(
            @Nullable Double now, @Nullable Double before, String unit, long sampleSize, String noData, Better better) {
        return fields(
                "value",
                now,
                "unit",
                unit,
                "reason",
                now == null ? noData : null,
                "sample_size",
                sampleSize,
                "low_confidence",
                sampleSize < 5,
                "trend",
                trend(now, before, better));
    }

    /** The headline is the median. */
    static Map<String, @Nullable Object> duration(Percentiles now, Percentiles before, String noData, Better better) {
        Map<String, @Nullable Object> fields =
                figure(now.p50(), before.p50(), "seconds", now.sampleSize(), noData, better);
        fields.putAll(fields("p50", now.p50(), "p75", now.p75(), "p90", now.p90(), "p95", now.p95()));
        return fields;
    }

    static Map<String, @Nullable Object> trend(@Nullable Double value, @Nullable Double previous, Better better) {
        Double change = value == null || previous == null || previous == 0 ? null : (value - previous) / previous;
        return fields("previous", previous, "change", change, "direction", direction(change, better));
    }

    private static @Nullable String direction(@Nullable Double change, Better better) {
        if (change == null || better == Better.NEITHER) {
            return null;
        }
        if (Math.abs(change) < 0.05) {
            return "steady";
        }
        return (change > 0) == (better == Better.HIGHER) ? "improving" : "worsening";
    }
}
