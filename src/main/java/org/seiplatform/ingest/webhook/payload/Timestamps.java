package org.seiplatform.ingest.webhook.payload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Reads the forms in which GitHub and GitLab write instants. */
final class Timestamps {

    /** GitLab writes {@code 2021-04-28 21:50:00 +0200} and {@code 2016-08-12 15:23:28 UTC} beside RFC 3339. */
    private static final Pattern SPACED =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?) ?(.+)");

    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([+-]\\d{2})(\\d{2})$");

    /** From when on software can have been made (no commit can be dated before), and until when. */
    private static final Instant START = Instant.EPOCH;

    private static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

    private Timestamps() {}

    /** @throws DateTimeException if the text is in none of the forms, or not in the years 1970 to 2100 */
    static Instant parse(String text) {
        String spaced = SPACED.matcher(text).replaceFirst("$1T$2$3").replaceFirst("UTC$", "Z");
        return inRange(OffsetDateTime.parse(OFFSET_WITHOUT_COLON.matcher(spaced).replaceFirst("$1:$2"))
                .toInstant());
    }

    /** @throws DateTimeException if the number is not of the years 1970 to 2100 */
    static Instant ofEpochSecond(long seconds) {
        return inRange(Instant.ofEpochSecond(seconds));
    }

    private static Instant inRange(Instant time) {
        if (time.isBefore(START) || !time.isBefore(END)) {
            throw new DateTimeException("Nothing happened then");
        }
        return time;
    }
}
