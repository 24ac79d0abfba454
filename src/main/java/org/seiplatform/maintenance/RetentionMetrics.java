package org.seiplatform.maintenance;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Tells what retention deletes, and when it was last enforced by this instance. */
@Component
class RetentionMetrics {

    private final Counter commits;
    private final Counter pullRequests;
    private final Counter reviews;
    private final Counter deployments;
    private final Counter incidents;
    private final AtomicLong enforcedAt = new AtomicLong();

    RetentionMetrics(MeterRegistry meters) {
        commits = deleted(meters, "commit");
        pullRequests = deleted(meters, "pull_request");
        reviews = deleted(meters, "review");
        deployments = deleted(meters, "deployment");
        incidents = deleted(meters, "incident");
        TimeGauge.builder("sei.retention.enforced.timestamp", enforcedAt, TimeUnit.SECONDS, AtomicLong::get)
                .description("When this instance has last enforced retention, since the epoch; 0 where it has not yet")
                .register(meters);
    }

    void deleted(Deleted deleted) {
        commits.increment(deleted.commits());
        pullRequests.increment(deleted.pullRequests());
        reviews.increment(deleted.reviews());
        deployments.increment(deleted.deployments());
        incidents.increment(deleted.incidents());
    }

    void enforced(Instant at) {
        enforcedAt.set(at.getEpochSecond());
    }

    private static Counter deleted(MeterRegistry meters, String kind) {
        return Counter.builder("sei.retention.deleted")
                .description("Facts that were deleted because they were past their retention")
                .tag("kind", kind)
                .register(meters);
    }
}
