package org.seiplatform.platform.web;

import org.seiplatform.platform.problem.InvalidValueException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads strings, and only strings, that the database can hold. */
class TextDeserializer extends StdScalarDeserializer<String> {

    TextDeserializer() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw new InvalidValueException(parser, String.class, "must be a string");
        }
        String text = parser.getString();
        if (!Scalars.storable(text)) {
            throw new InvalidValueException(parser, String.class, Scalars.TEXT_RULE);
        }
        return text;
    }
}
