package org.seiplatform.analytics;

import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Benchmark.Thresholds;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the benchmark that an organization has chosen, with the thresholds it has replaced. */
@Component
class BenchmarkReader {

    private final JsonMapper json;

    BenchmarkReader(JsonMapper json) {
        this.json = json;
    }

    /** @param thresholds the organization's own, as JSON by metric; null where it has none */
    Benchmark read(String name, @Nullable String thresholds) {
        if (thresholds == null) {
            return Benchmark.DORA_2023;
        }
        Replacements own = json.readValue(thresholds, Replacements.class);
        Benchmark published = Benchmark.DORA_2023;
        return new Benchmark(
                name,
                own.deploymentFrequency() == null ? published.deploymentFrequency() : own.deploymentFrequency(),
                own.changeLeadTime() == null ? published.changeLeadTime() : own.changeLeadTime(),
                own.changeFailRate() == null ? published.changeFailRate() : own.changeFailRate(),
                own.failedDeploymentRecoveryTime() == null
                        ? published.failedDeploymentRecoveryTime()
                        : own.failedDeploymentRecoveryTime());
    }

    private record Replacements(
            @Nullable Thresholds deploymentFrequency,
            @Nullable Thresholds changeLeadTime,
            @Nullable Thresholds changeFailRate,
            @Nullable Thresholds failedDeploymentRecoveryTime) {}
}
