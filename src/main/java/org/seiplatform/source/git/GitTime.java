package org.seiplatform.source.git;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.EventTimes;

/** Times as git keeps them: seconds, of as many digits as anybody likes. */
final class GitTime {

    /** Of what an instant can hold. */
    private static final int MOST_DIGITS = 16;

    private GitTime() {}

    /** @return a time that facts can have; null for what is no time */
    static @Nullable Instant parse(String seconds) {
        if (seconds.isEmpty() || !seconds.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return null;
        }
        String significant = seconds.replaceFirst("^0+(?=.)", "");
        return EventTimes.clamped(
                significant.length() > MOST_DIGITS ? Instant.MAX : Instant.ofEpochSecond(Long.parseLong(significant)));
    }
}
