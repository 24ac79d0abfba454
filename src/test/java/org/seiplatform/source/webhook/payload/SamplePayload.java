package org.seiplatform.source.webhook.payload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A payload to start from, changed where a test is about the difference. */
public final class SamplePayload {

    /** When each payload came. */
    public static final Instant RECEIVED_AT = Instant.parse("2026-03-31T12:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode body;

    private SamplePayload(JsonNode body) {
        this.body = (ObjectNode) body;
    }

    public static SamplePayload of(String json) {
        return new SamplePayload(JSON.readTree(json));
    }

    /** A sample after GitLab's documentation, by {@code object_kind}. */
    public static SamplePayload gitLab(String kind) {
        try (InputStream sample = SamplePayload.class.getResourceAsStream("/webhooks/gitlab/" + kind + ".json")) {
            return new SamplePayload(JSON.readTree(sample));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same with one value changed; strings, numbers, booleans, lists, maps and null become their JSON. */
    public SamplePayload with(String pointer, @Nullable Object value) {
        ObjectNode copy = body.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        ObjectNode parent = (ObjectNode) copy.at(place.head());
        parent.set(place.last().getMatchingProperty(), JSON.valueToTree(value));
        return new SamplePayload(copy);
    }

    public byte[] bytes() {
        return JSON.writeValueAsBytes(body);
    }

    public Payload payload() {
        return Payload.of(bytes(), RECEIVED_AT);
    }
}
