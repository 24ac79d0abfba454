package org.seiplatform.source.webhook.payload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.EventTimes;

/**
 * Reads the forms in which GitHub and GitLab write instants: RFC 3339, and GitLab's {@code 2021-04-28 21:50:00 +0200} and
 * {@code 2016-08-12 15:23:28 UTC}.
 *
 * <p>Commits carry whatever somebody's clock or tool wrote into them: offsets of nineteen hours, the year 2116 or 12116. Offsets
 * are subtracted, whatever they are, and times that nothing else knows are {@linkplain EventTimes#clamped clamped}.
 */
final class Timestamps {

    private static final Pattern TIME =
            Pattern.compile("([+-]?\\d{4,9}-\\d{2}-\\d{2})[Tt ](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)"
                    + " ?(?:Z|z|UTC|([+-])(\\d{2}):?(\\d{2}))");

    private Timestamps() {}

    /** @throws DateTimeException if the text is in none of the forms */
    static Instant parse(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new DateTimeException("Not a time");
        }
        Instant local =
                LocalDateTime.parse(date(time.group(1)) + "T" + time.group(2)).toInstant(ZoneOffset.UTC);
        return EventTimes.clamped(local.minusSeconds(offset(time.group(3), time.group(4), time.group(5))));
    }

    /** A year of more than four digits has to have a sign. */
    private static String date(String date) {
        return Character.isDigit(date.charAt(0)) && date.indexOf('-') > 4 ? "+" + date : date;
    }

    private static long offset(@Nullable String sign, @Nullable String hours, @Nullable String minutes) {
        if (sign == null || hours == null || minutes == null) {
            return 0;
        }
        long seconds = Integer.parseInt(hours) * 3_600L + Integer.parseInt(minutes) * 60L;
        return sign.equals("-") ? -seconds : seconds;
    }

    static Instant ofEpochSecond(long seconds) {
        return EventTimes.clamped(
                Instant.ofEpochSecond(Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())));
    }
}
