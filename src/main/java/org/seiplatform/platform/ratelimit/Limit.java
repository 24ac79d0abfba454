package org.seiplatform.platform.ratelimit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * So many requests in such a time: a bucket of that many tokens that fills up evenly.
 *
 * @param requests how many, in requests of cost 1; also the largest burst
 */
record Limit(
        @Positive long requests,
        @NotNull @DurationMin(millis = 100) Duration per) {

    BucketConfiguration configuration() {
        return BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(requests)
                        .refillGreedy(requests, per)
                        .build())
                .build();
    }
}
