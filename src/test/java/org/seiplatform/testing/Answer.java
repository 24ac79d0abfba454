package org.seiplatform.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(HttpResponse<byte[]> response, JsonMapper mapper) {

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return new String(response.body(), UTF_8);
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public String entityTag() {
        return header("ETag").orElseThrow(() -> new AssertionError("no ETag in " + this));
    }

    public JsonNode json() {
        return mapper.readTree(response.body());
    }

    /** The value at a JSON pointer. */
    public JsonNode json(String pointer) {
        return json().at(pointer);
    }

    /** The string at a JSON pointer. */
    public String text(String pointer) {
        return json(pointer).asString();
    }

    /** The UUID at a JSON pointer. */
    public UUID uuid(String pointer) {
        return UUID.fromString(text(pointer));
    }

    /** Fails the test unless the status is this one. */
    public Answer expect(int status) {
        Assertions.assertThat(status()).as(toString()).isEqualTo(status);
        return this;
    }

    /** Fails the test unless this is a problem of this status and code, told in the shape that all problems have. */
    public Answer expectProblem(int status, String code) {
        expect(status);
        Assertions.assertThat(header("Content-Type")).as(toString()).hasValue("application/problem+json");
        Assertions.assertThat(text("/code")).as(toString()).isEqualTo(code);
        Assertions.assertThat(json("/status").asInt()).isEqualTo(status);
        Assertions.assertThat(text("/type")).isEqualTo("/problems/" + code.replace('_', '-'));
        Assertions.assertThat(text("/title")).isNotBlank();
        Assertions.assertThat(text("/detail")).isNotBlank();
        Assertions.assertThat(header("X-Request-Id")).hasValue(text("/request_id"));
        return this;
    }

    /** Fails the test unless this is a refusal of one field. */
    public Answer expectInvalid(String pointer) {
        expectProblem(422, "validation_failed");
        Assertions.assertThat(json("/errors").findValuesAsString("pointer"))
                .as(toString())
                .contains(pointer);
        return this;
    }

    @Override
    public String toString() {
        return response.request().method() + " " + response.request().uri() + " -> " + status() + " " + body();
    }
}
