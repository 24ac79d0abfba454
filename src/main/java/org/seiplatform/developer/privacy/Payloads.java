package org.seiplatform.developer.privacy;

import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The texts in JSON documents, names of properties among them. */
@Component
class Payloads {

    private final JsonMapper json;

    Payloads(JsonMapper json) {
        this.json = json;
    }

    /**
     * Whether a payload, in whatever encoding of Unicode, speaks of an erased person or may do so: what cannot be read is taken to.
     */
    boolean speakOf(ErasedWords words, byte[] payload) {
        try {
            JsonNode document = json.readTree(payload);
            return document.isMissingNode()
                    || !rewritten(document, words::removedFrom).equals(document);
        } catch (JacksonException unreadable) {
            return true;
        }
    }

    /** A document with other texts; the same text where there are none. */
    String rewritten(String document, UnaryOperator<String> change) {
        JsonNode before = json.readTree(document);
        JsonNode after = rewritten(before, change);
        return after.equals(before) ? document : json.writeValueAsString(after);
    }

    private static JsonNode rewritten(JsonNode node, UnaryOperator<String> change) {
        return switch (node) {
            case StringNode text -> StringNode.valueOf(change.apply(text.stringValue()));
            case ArrayNode array -> {
                ArrayNode result = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(element -> result.add(rewritten(element, change)));
                yield result;
            }
            case ObjectNode object -> {
                ObjectNode result = JsonNodeFactory.instance.objectNode();
                object.forEachEntry((name, value) -> result.set(change.apply(name), rewritten(value, change)));
                yield result;
            }
            default -> node;
        };
    }
}
