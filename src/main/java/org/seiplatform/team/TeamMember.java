package org.seiplatform.team;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A developer's place in a team.
 *
 * @param name the developer's name
 * @param since the first day; null if it is not known
 * @param until the day after the last; null while it lasts
 */
public record TeamMember(
        UUID developerId,
        String name,
        MemberRole role,
        @Nullable LocalDate since,
        @Nullable LocalDate until) {}
