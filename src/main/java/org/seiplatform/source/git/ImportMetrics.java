package org.seiplatform.source.git;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts what the imports of this instance bring, and how they end. */
@Component
class ImportMetrics {

    private final Map<Outcome, Counter> ended = new EnumMap<>(Outcome.class);
    private final Counter commits;
    private final Counter deployments;

    ImportMetrics(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            ended.put(
                    outcome,
                    Counter.builder("sei.import.ended")
                            .description("Imports that this instance has ended, one way or the other")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        commits = read(meters, "commits");
        deployments = read(meters, "deployments");
    }

    /** How an import can end for this instance; one that was put back goes on elsewhere. */
    enum Outcome {
        SUCCEEDED,
        FAILED,
        CANCELLED,
        PUT_BACK
    }

    void ended(Outcome outcome) {
        Counter counter = ended.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    void commits(int number) {
        commits.increment(number);
    }

    void deployments(int number) {
        deployments.increment(number);
    }

    private static Counter read(MeterRegistry meters, String kind) {
        return Counter.builder("sei.import." + kind)
                .description("What imports have read so far, those that were known before among them")
                .register(meters);
    }
}
