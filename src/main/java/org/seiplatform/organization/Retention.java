package org.seiplatform.organization;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * How long facts are kept after they have come to an end. What is null is left to the installation, which keeps facts for ever
 * unless configured otherwise.
 *
 * @param commits after they were committed
 * @param pullRequests after they were merged or closed, together with their reviews and comments
 * @param deployments after they finished
 * @param incidents after they were resolved
 */
public record Retention(
        @Nullable @DurationMin(days = MINIMUM_DAYS) @DurationMax(days = MAXIMUM_DAYS) @Schema(example = "P1095D")
        Duration commits,

        @Nullable @DurationMin(days = MINIMUM_DAYS) @DurationMax(days = MAXIMUM_DAYS) @Schema(example = "P1095D")
        Duration pullRequests,

        @Nullable @DurationMin(days = MINIMUM_DAYS) @DurationMax(days = MAXIMUM_DAYS) @Schema(example = "P1825D")
        Duration deployments,

        @Nullable @DurationMin(days = MINIMUM_DAYS) @DurationMax(days = MAXIMUM_DAYS) @Schema(example = "P1825D")
        Duration incidents) {

    /** A month: a slip of the pen must not empty the tables. */
    private static final int MINIMUM_DAYS = 30;

    /** A hundred years, for those who want to keep what the installation would not. */
    private static final int MAXIMUM_DAYS = 36_525;

    /** As the installation wants it. */
    public static final Retention DEFAULT = new Retention(null, null, null, null);
}
