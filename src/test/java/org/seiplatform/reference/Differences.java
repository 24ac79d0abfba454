package org.seiplatform.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where an answer differs from what is expected of it. It may say more than expected, but nothing else. */
final class Differences {

    private static final double TOLERANCE = 1e-9;

    private final List<String> found = new ArrayList<>();

    List<String> found() {
        return found;
    }

    /** Numbers may differ as far as rounding makes them. */
    void compare(String where, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field ->
                            compare(where + "/" + field.getKey(), field.getValue(), actual.path(field.getKey())));
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(where + "/" + i, expected.get(i), actual.get(i));
            }
        } else if (expected.isNumber() && actual.isNumber()) {
            double wanted = expected.asDouble();
            if (Math.abs(wanted - actual.asDouble()) > TOLERANCE * Math.max(1, Math.abs(wanted))) {
                found.add(where + ": " + expected + " expected, " + actual + " answered");
            }
        } else if (!expected.equals(actual)) {
            found.add(where + ": " + expected + " expected, " + actual + " answered");
        }
    }

    /** An array by the values at these JSON pointers, for lists that are sets; without pointers by the items themselves. */
    static ArrayNode sorted(JsonNode array, String... pointers) {
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        array.valueStream()
                .sorted(Comparator.comparing(item -> pointers.length == 0
                        ? item.toString()
                        : Arrays.stream(pointers)
                                .map(pointer -> item.at(pointer).toString())
                                .collect(Collectors.joining(" "))))
                .forEach(sorted::add);
        return sorted;
    }
}
