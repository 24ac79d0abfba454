package org.seiplatform.platform.web;

import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.InvalidValueException;
import org.springframework.core.convert.converter.Converter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads values that are written as strings, in the one form that the API allows, from JSON and from query parameters alike. */
class ScalarDeserializer<T> extends StdScalarDeserializer<T> {

    private final Class<T> type;
    private final transient Converter<String, T> reader;
    private final String rule;

    /**
     * Reads values of one type.
     *
     * @param reader throws an {@link IllegalArgumentException} or a {@link DateTimeException} on anything that is not of the form
     * @param rule the form in words, as the end of a sentence about the field
     */
    ScalarDeserializer(Class<T> type, Converter<String, T> reader, String rule) {
        super(type);
        this.type = type;
        this.reader = reader;
        this.rule = rule;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
        T value = parser.hasToken(JsonToken.VALUE_STRING) ? read(parser.getString()) : null;
        if (value == null) {
            throw new InvalidValueException(parser, type, rule);
        }
        return value;
    }

    private @Nullable T read(String text) {
        try {
            return reader.convert(text);
        } catch (IllegalArgumentException | DateTimeException exception) {
            return null;
        }
    }
}
