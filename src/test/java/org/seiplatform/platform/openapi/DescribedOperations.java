package org.seiplatform.platform.openapi;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.seiplatform.testing.Api;
import tools.jackson.databind.JsonNode;

/** The operations of the API as its description tells them. */
final class DescribedOperations {

    /** What callers get of the service as a whole, whatever the operation. */
    private static final Set<Integer> OF_NO_OPERATION = Set.of(405, 414, 431, 501, 505);

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode document;

    DescribedOperations(Api api) {
        this.document = api.anonymous().get("/v3/api-docs").expect(200).json();
    }

    /** @param template the path, with variables */
    record Operation(String method, String template, JsonNode description, DescribedOperations all) {

        String id() {
            return description.get("operationId").asString();
        }

        /** Its parameters of one kind: path, query or header. */
        List<JsonNode> parameters(String in) {
            return description
                    .path("parameters")
                    .valueStream()
                    .map(all::resolved)
                    .filter(parameter -> parameter.get("in").asString().equals(in))
                    .toList();
        }

        boolean takesBody() {
            return description.has("requestBody");
        }

        JsonNode bodies() {
            return description.at("/requestBody/content");
        }

        /** Whether a status is one that it says it may answer with. */
        boolean mayAnswer(int status) {
            return description.get("responses").has(Integer.toString(status)) || OF_NO_OPERATION.contains(status);
        }

        @Override
        public String toString() {
            return id();
        }
    }

    List<Operation> list() {
        return document.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(method.getKey(), path.getKey(), method.getValue(), this)))
                .toList();
    }

    /** What a reference refers to; anything else is itself. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    /** The schemas of which a value must fit one, references followed. */
    Stream<JsonNode> alternatives(JsonNode schema) {
        JsonNode here = resolved(schema);
        return Stream.of("anyOf", "oneOf")
                .filter(here::has)
                .findFirst()
                .map(several -> here.get(several)
                        .valueStream()
                        .filter(alternative -> alternative.has("$ref") || alternative.has("type"))
                        .flatMap(this::alternatives))
                .filter(found -> !here.has("properties"))
                .orElse(Stream.of(here));
    }
}
