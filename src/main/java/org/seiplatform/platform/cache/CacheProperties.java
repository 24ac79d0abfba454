package org.seiplatform.platform.cache;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept, and for how long.
 *
 * @param enabled whether answers are kept at all
 * @param maximumSize how many bytes of answers an instance keeps in memory
 * @param maximumAnswerSize larger answers are not kept
 * @param ttl how long answers count as current if nothing changes
 * @param staleIfError how old an answer may be that is given, marked as stale, while the database is away; nothing is kept longer
 * @param lockTimeOut how long an instance waits for another that computes the same answer before it computes it, too
 * @param joinTimeOut how long a request waits for another of the same instance that computes the same answer
 */
@Validated
@ConfigurationProperties("sei.cache")
record CacheProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("64MB") @NotNull DataSize maximumSize,
        @DefaultValue("1MB") @NotNull DataSize maximumAnswerSize,
        @NotNull @Valid TimeToLive ttl,

        @DefaultValue("1h") @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration staleIfError,

        @DefaultValue("2s") @NotNull @DurationMax(minutes = 1)
        Duration lockTimeOut,

        @DefaultValue("10s") @NotNull @DurationMax(minutes = 1)
        Duration joinTimeOut) {

    /**
     * By kind, an hour at the most.
     *
     * @param absent of the answer that there is no such thing
     */
    record TimeToLive(
            @NotNull @DurationMax(hours = 1) Duration figures,
            @NotNull @DurationMax(hours = 1) Duration reports,
            @NotNull @DurationMax(hours = 1) Duration rows,
            @NotNull @DurationMax(hours = 1) Duration absent) {

        Duration of(ResponseKind kind) {
            return switch (kind) {
                case FIGURES -> figures;
                case REPORTS -> reports;
                case ROWS -> rows;
            };
        }
    }
}
