package org.seiplatform.reliability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.seiplatform.reliability.Sample.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests once each, as a caller without any patience would, and says what came of them. */
final class Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final JsonMapper json = JsonMapper.shared();

    /** @param answer the body of an answer of 2xx; null if there was none */
    record Result(Sample sample, @Nullable String answer) {}

    Result get(URI address, String key) {
        return send(Kind.READ, request(address, key).GET().build());
    }

    Result post(URI address, String key, String body) {
        return send(
                Kind.WRITE,
                request(address, key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static HttpRequest.Builder request(URI address, String key) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE).header("X-API-Key", key);
    }

    private Result send(Kind kind, HttpRequest request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            boolean good = response.statusCode() / 100 == 2;
            String outcome = good ? Sample.OK : problem(response);
            boolean old = response.headers().firstValue("Warning").isPresent();
            return new Result(
                    new Sample(kind, start, System.nanoTime() - start, old, outcome), good ? response.body() : null);
        } catch (HttpTimeoutException late) {
            return new Result(new Sample(kind, start, System.nanoTime() - start, false, "no answer in time"), null);
        } catch (IOException broken) {
            return new Result(
                    new Sample(
                            kind,
                            start,
                            System.nanoTime() - start,
                            false,
                            "broken connection (%s)".formatted(broken.getMessage())),
                    null);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** What the service says is wrong; a proxy's own answers have no code. */
    private String problem(HttpResponse<String> response) {
        String status = Integer.toString(response.statusCode());
        try {
            String code = json.readTree(response.body()).path("code").asString("");
            return code.isEmpty() ? status : status + " " + code;
        } catch (JacksonException notOurs) {
            return status + " (proxy)";
        }
    }
}
