package org.seiplatform.platform.web;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.InvalidValueException;
import org.springframework.core.convert.converter.Converter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads instants as RFC 3339 writes them, from the year 1 to 9999, and cuts them to microseconds: the database keeps no more, and
 * an instant must compare the same before and after it was stored.
 */
class InstantDeserializer extends StdScalarDeserializer<Instant> {

    private static final String RULE = "must be an instant as in 2026-03-01T09:00:00Z, from the year 1 to 9999";
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

    InstantDeserializer() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        Instant instant = parser.hasToken(JsonToken.VALUE_STRING) ? parse(parser.getString()) : null;
        if (instant == null) {
            throw new InvalidValueException(parser, Instant.class, RULE);
        }
        return instant;
    }

    private static @Nullable Instant parse(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text, ISO_OFFSET_DATE_TIME).toInstant();
            return instant.isBefore(EARLIEST) || instant.isAfter(END) ? null : instant.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException exception) {
            return null;
        }
    }

    /** The same rules for query parameters. */
    static final class Parameter implements Converter<String, Instant> {

        @Override
        public Instant convert(String text) {
            Instant instant = parse(text);
            if (instant == null) {
                throw new IllegalArgumentException(RULE);
            }
            return instant;
        }
    }
}
