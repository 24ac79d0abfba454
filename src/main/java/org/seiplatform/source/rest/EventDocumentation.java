package org.seiplatform.source.rest;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.APPLICATION_NDJSON_VALUE;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Documents what all event endpoints have in common; each of them declares the schema of one event. */
@Component
class EventDocumentation implements OperationCustomizer {

    private static final String DESCRIPTION = """
            Send one event, an array of them, or a stream of any length with one event on each line (application/x-ndjson). \
            Events may come late, twice, out of order and corrected: of two states of one fact the later one counts, \
            whichever arrives first. Either all events of a request are stored or none; with on_error=continue the valid \
            ones are stored and the others reported.""";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        if (handler.getBeanType().isAnnotationPresent(EventEndpoint.class)) {
            String role = operation.getDescription();
            operation.setDescription(role == null ? DESCRIPTION : DESCRIPTION + " " + role);
            Schema<?> event = operation
                    .getRequestBody()
                    .getContent()
                    .values()
                    .iterator()
                    .next()
                    .getSchema();
            operation
                    .getRequestBody()
                    .setContent(new Content()
                            .addMediaType(
                                    APPLICATION_JSON_VALUE,
                                    new MediaType()
                                            .schema(new JsonSchema()
                                                    .oneOf(List.of(event, new ArraySchema().items(event)))))
                            .addMediaType(APPLICATION_NDJSON_VALUE, new MediaType().schema(event)));
        }
        return operation;
    }
}
