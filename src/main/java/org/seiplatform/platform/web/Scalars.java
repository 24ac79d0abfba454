package org.seiplatform.platform.web;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;

/** The one form that the API allows for each kind of value that is written as a string. */
final class Scalars {

    static final String TEXT_RULE = "must not contain NUL characters or unpaired surrogates";
    static final String INSTANT_RULE = "must be an instant as in 2026-03-01T09:00:00Z, from the year 1 to 9999";
    static final String DATE_RULE = "must be a date as in 2026-03-01, from the year 1 to 9999";
    static final String DURATION_RULE = "must be an ISO 8601 duration as in P7D";
    static final String UUID_RULE = "must be a UUID";
    static final String ZONE_RULE = "must be a time zone of the IANA database as in Europe/Paris";

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Scalars() {}

    /** Cut to microseconds: the database keeps no more, and an instant must compare the same before and after it was stored. */
    static Instant instant(String text) {
        Instant instant = OffsetDateTime.parse(text, ISO_OFFSET_DATE_TIME).toInstant();
        require(!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST));
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        require(date.getYear() >= 1 && date.getYear() <= 9999);
        return date;
    }

    static Duration duration(String text) {
        return Duration.parse(text);
    }

    static UUID uuid(String text) {
        require(UUID_FORM.matcher(text).matches());
        return UUID.fromString(text);
    }

    /** Offsets such as +02:00 are not accepted: they know no daylight saving. */
    static ZoneId zone(String text) {
        require(ZoneId.getAvailableZoneIds().contains(text));
        return ZoneId.of(text);
    }

    /** PostgreSQL holds no NUL, and a lone half of a surrogate pair is no character. */
    static boolean storable(String text) {
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return false;
            }
            if (Character.isHighSurrogate(unit)
                    && (++index == text.length() || !Character.isLowSurrogate(text.charAt(index)))) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("outside of the allowed form");
        }
    }
}
