package org.seiplatform.team;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a developer belongs to a team.
 *
 * @param role null for an ordinary member
 * @param since the first day; null if it is not known
 * @param until the day after the last; null while it lasts
 */
public record Membership(
        @Nullable @Schema(example = "lead") MemberRole role,
        @Nullable @Schema(example = "2026-01-01") LocalDate since,
        @Nullable @Schema(example = "2026-07-01") LocalDate until) {

    /** Belonging, and nothing more is known of it. */
    public static final Membership ORDINARY = new Membership(null, null, null);
}
