package org.seiplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service with one API key, or with none. Bodies are JSON texts, or objects to be written as JSON. */
public class Session {

    private final HttpClient http;
    private final URI base;
    private final JsonMapper json;
    private final @Nullable String key;

    Session(HttpClient http, URI base, JsonMapper json, @Nullable String key) {
        this.http = http;
        this.base = base;
        this.json = json;
        this.key = key;
    }

    /** The same caller at another service. */
    public Session on(Api other) {
        return other.as(key);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Object body) {
        return send(withJson(path).POST(publisher(body)));
    }

    public Answer put(String path) {
        return send(request(path).PUT(BodyPublishers.noBody()));
    }

    public Answer put(String path, Object body) {
        return send(withJson(path).PUT(publisher(body)));
    }

    /** Changes the version that the caller has read. */
    public Answer patch(String path, String entityTag, Object body) {
        return send(withJson(path).header("If-Match", entityTag).method("PATCH", publisher(body)));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Deletes the version that the caller has read. */
    public Answer delete(String path, String entityTag) {
        return send(request(path).header("If-Match", entityTag).DELETE());
    }

    /** Posts bytes of any kind. */
    public Answer post(String path, String contentType, byte[] body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    /** A request with this session's key, for everything out of the ordinary. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(1));
        return key == null ? request : request.header("X-API-Key", key);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()), json);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    /** Where the service answers. */
    public URI base() {
        return base;
    }

    private HttpRequest.Builder withJson(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private BodyPublisher publisher(Object body) {
        return BodyPublishers.ofString(body instanceof String text ? text : json.writeValueAsString(body));
    }
}
