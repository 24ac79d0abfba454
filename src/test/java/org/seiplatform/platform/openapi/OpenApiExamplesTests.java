package org.seiplatform.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every example of a request does what it shows, sent as it stands. */
@ApiTest
class OpenApiExamplesTests {

    /** What providers send has no example: it is theirs, and signed. */
    private static final Set<String> WITHOUT_EXAMPLE = Set.of("receiveGitHubWebhook", "receiveGitLabWebhook");

    @Autowired
    private Api api;

    private Tenant tenant;
    private Map<String, UUID> ids;

    @BeforeEach
    void makeWhatTheExamplesAreAbout() {
        tenant = api.tenant();
        ids = new HashMap<>();
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

    @Test
    void everyBodyHasAnExampleThatIsAccepted() {
        List<Example> examples = examples();

        SoftAssertions.assertSoftly(all -> examples.forEach(example -> {
            Answer answer = send(example);
            all.assertThat(answer.status())
                    .as("%s: %s", example.operationId(), answer.body())
                    .isBetween(200, 299);
        }));
        assertThat(examples).hasSizeGreaterThan(15);
    }

    private List<Example> examples() {
        JsonNode document = api.anonymous().get("/v3/api-docs").expect(200).json();
        return document.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> method.getValue().has("requestBody"))
                        .filter(method -> !WITHOUT_EXAMPLE.contains(
                                method.getValue().get("operationId").asString()))
                        .flatMap(method -> method.getValue().at("/requestBody/content").properties().stream()
                                .map(content -> new Example(
                                        method.getKey(),
                                        path.getKey(),
                                        method.getValue().get("operationId").asString(),
                                        content.getKey(),
                                        content.getValue().path("example")))))
                .toList();
    }

    private Answer send(Example example) {
        Session caller = tenant.as("createOrganization".equals(example.operationId()) ? Role.OPERATOR : Role.ADMIN);
        var request = caller.request(path(example)).header("Content-Type", example.contentType());
        if ("patch".equals(example.method())) {
            request.header("If-Match", "*");
        }
        if (example.value() instanceof ObjectNode object && object.has("developer_id")) {
            object.put("developer_id", tenant.developer("Other").toString());
        }
        return caller.send(request.method(
                example.method().toUpperCase(Locale.ROOT),
                BodyPublishers.ofString(example.value().toString())));
    }

    private String path(Example example) {
        String kind = example.path().split("/")[3];
        return example.path()
                .replace("{id}", String.valueOf(ids.get(kind)))
                .replace("{developer_id}", String.valueOf(ids.get("developers")));
    }

    private record Example(String method, String path, String operationId, String contentType, JsonNode value) {}
}
