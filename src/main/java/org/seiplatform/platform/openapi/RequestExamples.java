package org.seiplatform.platform.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gives each operation that takes a body the example that {@code openapi/requests} holds under the operation's id. */
class RequestExamples implements GlobalOpenApiCustomizer {

    private static final String STREAM = "application/x-ndjson";

    private final JsonMapper json;

    RequestExamples(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(Collection::stream)
                .filter(operation -> operation.getRequestBody() != null)
                .forEach(this::addExample);
    }

    private void addExample(Operation operation) {
        ClassPathResource resource = new ClassPathResource("openapi/requests/" + operation.getOperationId() + ".json");
        if (!resource.exists()) {
            return;
        }
        JsonNode example = read(resource);
        Content content = operation.getRequestBody().getContent();
        content.forEach((type, media) ->
                media.setExample(plain(STREAM.equals(type) && example.isArray() ? example.get(0) : example)));
    }

    private JsonNode read(ClassPathResource resource) {
        try (InputStream content = resource.getInputStream()) {
            return json.readTree(content);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** As maps and lists, which the document's own writer knows. */
    private Object plain(JsonNode example) {
        return json.convertValue(example, Object.class);
    }
}
