package org.seiplatform.platform.openapi;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import tools.jackson.databind.JsonNode;

/** The examples of requests that the API's description shows, and an organization in which they have a meaning. */
final class Examples {

    /** What providers send has no example: it is theirs, and signed. */
    private static final Pattern WITHOUT_EXAMPLE = Pattern.compile("receive[A-Za-z]+Webhook");

    private final Api api;
    private final Tenant tenant;
    private final Map<String, UUID> ids = new HashMap<>();

    Examples(Api api) {
        this.api = api;
        this.tenant = api.tenant();
        ids.put("organizations", tenant.id());
        ids.put("repositories", tenant.repository("123456"));
        ids.put("teams", tenant.team("team"));
        ids.put("developers", tenant.developer("Ada"));
        ids.put(
                "integrations",
                tenant.admin()
                        .post("/api/v1/integrations", Map.of("provider", "gitlab", "name", "theirs"))
                        .expect(201)
                        .uuid("/id"));
    }

    /** @param operation its description, with the answers it may give */
    record Example(String method, String path, JsonNode operation, String contentType, JsonNode body) {

        JsonNode schema() {
            return operation.at("/requestBody/content").get(contentType).get("schema");
        }

        /** Null is no body, and some operations need none. */
        boolean isNoBody(JsonNode sent) {
            return sent.isNull() && !operation.at("/requestBody/required").asBoolean(false);
        }

        String operationId() {
            return operation.get("operationId").asString();
        }

        Example with(JsonNode otherBody) {
            return new Example(method, path, operation, contentType, otherBody);
        }
    }

    List<Example> all() {
        JsonNode document = api.anonymous().get("/v3/api-docs").expect(200).json();
        return document.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> method.getValue().has("requestBody"))
                        .filter(method -> !WITHOUT_EXAMPLE
                                .matcher(method.getValue().get("operationId").asString())
                                .matches())
                        .flatMap(method -> method.getValue().at("/requestBody/content").properties().stream()
                                .map(content -> new Example(
                                        method.getKey(),
                                        path.getKey(),
                                        method.getValue(),
                                        content.getKey(),
                                        content.getValue().path("example")))))
                .toList();
    }

    /** A developer that an example may name. */
    UUID anotherDeveloper() {
        return tenant.developer("Other");
    }

    Answer send(Example example) {
        Session caller = tenant.as("createOrganization".equals(example.operationId()) ? Role.OPERATOR : Role.ADMIN);
        var request = caller.request(path(example)).header("Content-Type", example.contentType());
        if ("patch".equals(example.method())) {
            request.header("If-Match", "*");
        }
        return caller.send(request.method(
                example.method().toUpperCase(Locale.ROOT),
                BodyPublishers.ofString(example.body().toString())));
    }

    private String path(Example example) {
        String kind = example.path().split("/")[3];
        return example.path()
                .replace("{id}", String.valueOf(ids.get(kind)))
                .replace("{developer_id}", String.valueOf(ids.get("developers")));
    }
}
