package org.seiplatform.platform.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Says of everything that callers send that it has no other fields than those that are described: others are refused. */
class ClosedRequests implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        Function<String, Schema<?>> models =
                name -> Objects.requireNonNull(api.getComponents().getSchemas().get(name));
        Set<String> closed = new HashSet<>();
        api.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(Collection::stream)
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> body.getContent().values().stream())
                .forEach(content -> close(content.getSchema(), models, closed));
    }

    private static void close(Schema<?> schema, Function<String, Schema<?>> models, Set<String> closed) {
        if (schema.get$ref() != null) {
            String name = Schemas.name(schema);
            if (closed.add(name)) {
                close(models.apply(name), models, closed);
            }
            return;
        }
        if (schema.getProperties() != null) {
            schema.setAdditionalProperties(false);
            schema.getProperties().values().forEach(property -> close(property, models, closed));
        }
        Stream.of(Stream.ofNullable(schema.getItems()), several(schema.getAnyOf()), several(schema.getOneOf()))
                .flatMap(parts -> parts)
                .forEach(part -> close((Schema<?>) part, models, closed));
    }

    private static Stream<?> several(@Nullable Collection<?> schemas) {
        return schemas == null ? Stream.empty() : schemas.stream();
    }
}
