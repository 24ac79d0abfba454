package org.seiplatform.platform.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every way in which a body can differ from its schema in one place: each part left out, null, of another type, out of bounds, and
 * each object with a part that it does not have.
 */
final class BodyMutations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<String, JsonNode> OF_TYPE = Map.of(
            "null", JSON.nullNode(),
            "boolean", JSON.booleanNode(true),
            "number", JSON.numberNode(1.5),
            "string", JSON.stringNode("text"),
            "array", JSON.arrayNode(),
            "object", JSON.objectNode());

    private static final int LONGEST_LIST = 60_000;

    private final DescribedOperations description;
    private final List<Mutation> found = new ArrayList<>();

    private BodyMutations(DescribedOperations description) {
        this.description = description;
    }

    /** @param forbidden whether the schema allows no such body */
    record Mutation(String what, JsonNode body, boolean forbidden) {}

    static List<Mutation> of(DescribedOperations description, JsonNode schema, JsonNode example) {
        BodyMutations mutations = new BodyMutations(description);
        mutations.at(JsonPointer.empty(), schema, example);
        return List.copyOf(mutations.found);
    }

    private void at(JsonPointer place, JsonNode schema, JsonNode body) {
        List<JsonNode> alternatives = description.alternatives(schema).toList();
        Set<String> types = alternatives.stream().flatMap(BodyMutations::types).collect(Collectors.toSet());
        OF_TYPE.forEach((type, value) -> {
            boolean allowed = types.contains(type) || type.equals("number") && types.contains("integer");
            if (!allowed || type.equals("null")) {
                put(place, body, value, "as " + type, !allowed);
            }
        });
        alternatives.forEach(alternative -> {
            bounds(place, alternative, body);
            if (alternative.has("properties") && body.at(place).isObject()) {
                properties(place, alternative, body);
            }
            if (alternative.has("items") && body.at(place).isArray()) {
                items(place, alternative, body);
            }
        });
    }

    private static Stream<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString)
                : Stream.of(type.asString(schema.has("properties") ? "object" : "string"));
    }

    private void properties(JsonPointer place, JsonNode schema, JsonNode body) {
        Set<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        schema.get("properties").properties().forEach(property -> {
            JsonPointer there = place.appendProperty(property.getKey());
            JsonNode whole = body;
            if (body.at(there).isMissingNode()) {
                whole = changed(
                        body,
                        place,
                        object -> ((ObjectNode) object).set(property.getKey(), sample(property.getValue())));
            }
            add(
                    changed(whole, place, object -> ((ObjectNode) object).remove(property.getKey())),
                    there + " left out",
                    required.contains(property.getKey()));
            at(there, property.getValue(), whole);
        });
        add(
                changed(body, place, object -> ((ObjectNode) object).put("unknown_part", 1)),
                place + " with an unknown part",
                true);
    }

    private void items(JsonPointer place, JsonNode schema, JsonNode body) {
        JsonNode whole = body.at(place).isEmpty()
                ? changed(body, place, list -> ((ArrayNode) list).add(sample(schema.get("items"))))
                : body;
        at(place.appendIndex(0), schema.get("items"), whole);
        int maximum = schema.path("maxItems").asInt(LONGEST_LIST);
        if (maximum < LONGEST_LIST) {
            add(
                    changed(whole, place, list -> {
                        ArrayNode array = (ArrayNode) list;
                        while (array.size() <= maximum) {
                            array.add(array.get(0));
                        }
                    }),
                    place + " too long",
                    true);
        }
    }

    private void bounds(JsonPointer place, JsonNode schema, JsonNode body) {
        if (schema.has("maxLength")) {
            put(place, body, text("x".repeat(schema.get("maxLength").asInt() + 1)), "too long", true);
        }
        if (schema.path("minLength").asInt(0) > 0) {
            put(place, body, text(""), "empty", true);
        }
        if (schema.has("minimum")) {
            put(place, body, number(schema.get("minimum").decimalValue().subtract(BigDecimal.ONE)), "too small", true);
        }
        if (schema.has("exclusiveMinimum")) {
            put(place, body, number(schema.get("exclusiveMinimum").decimalValue()), "too small", true);
        }
        if (schema.has("maximum")) {
            put(place, body, number(schema.get("maximum").decimalValue().add(BigDecimal.ONE)), "too great", true);
        }
        if (types(schema).anyMatch("integer"::equals)) {
            put(place, body, number(new BigDecimal("1.5")), "with a fraction", true);
            put(place, body, number(BigDecimal.TEN.pow(30)), "too great for anyone", true);
        }
        if (schema.has("enum") || schema.has("format")) {
            put(place, body, text("nonsense"), "as nonsense", true);
        }
        if (schema.has("pattern")) {
            put(place, body, text("\u0001"), "against its pattern", true);
            put(place, body, text(body.at(place).asString("x") + "\n!\u0001"), "beyond its pattern", true);
        }
    }

    /** Something of the schema, though it may break rules that no schema tells. */
    private JsonNode sample(JsonNode schema) {
        JsonNode first = description.alternatives(schema).findFirst().orElseThrow();
        if (first.has("example")) {
            return first.get("example");
        }
        if (first.has("enum")) {
            return first.get("enum").get(0);
        }
        return switch (types(first).findFirst().orElseThrow()) {
            case "object" -> {
                ObjectNode object = JSON.objectNode();
                first.path("properties").properties().forEach(property -> {
                    if (first.path("required")
                            .valueStream()
                            .anyMatch(name -> name.asString().equals(property.getKey()))) {
                        object.set(property.getKey(), sample(property.getValue()));
                    }
                });
                yield object;
            }
            case "array" -> JSON.arrayNode().add(sample(first.get("items")));
            case "boolean" -> JSON.booleanNode(true);
            case "integer", "number" -> JSON.numberNode(1);
            default ->
                switch (first.path("format").asString("")) {
                    case "date-time" -> text("2026-03-02T10:00:00Z");
                    case "date" -> text("2026-03-02");
                    case "duration" -> text("P7D");
                    case "uuid" -> text(UUID.randomUUID().toString());
                    default -> text("a".repeat(40));
                };
        };
    }

    private void put(JsonPointer place, JsonNode body, JsonNode value, String what, boolean forbidden) {
        if (place.matches()) {
            add(value, "the body " + what, forbidden);
            return;
        }
        add(
                changed(body, place.head(), parent -> {
                    if (parent instanceof ObjectNode object) {
                        object.set(place.last().getMatchingProperty(), value);
                    } else {
                        ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
                    }
                }),
                place + " " + what,
                forbidden);
    }

    private void add(JsonNode body, String what, boolean forbidden) {
        found.add(new Mutation(what, body, forbidden));
    }

    private static JsonNode changed(JsonNode body, JsonPointer place, Consumer<JsonNode> change) {
        JsonNode copy = body.deepCopy();
        change.accept(copy.at(place));
        return copy;
    }

    private static JsonNode text(String text) {
        return JSON.stringNode(text);
    }

    private static JsonNode number(BigDecimal number) {
        return JSON.numberNode(number);
    }
}
