package org.seiplatform.platform.openapi;

import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes schemas out of schemas. */
final class Schemas {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String NULL = "null";
    private static final String ANCHORED = "^(?:";

    private Schemas() {}

    /** Patterns of the validation hold for the whole text, those of schemas for any part of it. */
    static void anchor(Schema<?> schema) {
        String pattern = schema.getPattern();
        if (pattern != null && !pattern.startsWith(ANCHORED)) {
            schema.setPattern(ANCHORED + pattern + ")$");
        }
        if (schema.getItems() != null) {
            anchor(schema.getItems());
        }
    }

    /** The model that a schema refers to; null if it has not been described yet. */
    static @Nullable Schema<?> referred(Schema<?> reference, ModelConverterContext context) {
        return context.getDefinedModels().get(name(reference));
    }

    /** The same, or null. */
    static Schema<?> nullable(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return new JsonSchema().anyOf(List.of(schema, new JsonSchema().typesItem(NULL)));
        }
        if (schema.getTypes() != null && !schema.getTypes().contains(NULL)) {
            schema.addType(NULL);
            if (schema.getEnum() != null) {
                List<@Nullable Object> constants = new ArrayList<>(schema.getEnum());
                constants.add(null);
                ((JsonSchema) schema).setEnum(constants);
            }
        }
        return schema;
    }

    /**
     * A reference to what a model looks like in a merge patch: every field may be left out, and so down to the leaves; null empties
     * what may be empty.
     *
     * @param reference a reference to the model
     */
    static Schema<?> patchOf(Schema<?> reference, ModelConverterContext context) {
        String name = name(reference) + "Patch";
        Schema<?> model = referred(reference, context);
        if (model != null && !context.getDefinedModels().containsKey(name)) {
            Schema<?> patch = AnnotationsUtils.clone(model, true);
            patch.setRequired(null);
            context.defineModel(name, patch);
            List<String> required = model.getRequired() == null ? List.of() : model.getRequired();
            patch.getProperties()
                    .replaceAll((field, property) -> required.contains(field)
                            ? patchOfProperty(property, context)
                            : nullable(patchOfProperty(property, context)));
        }
        return new JsonSchema().$ref(SCHEMAS + name);
    }

    private static Schema<?> patchOfProperty(Schema<?> property, ModelConverterContext context) {
        if (property.get$ref() != null) {
            return patchOf(property, context);
        }
        if (property.getAnyOf() != null) {
            return patchOf(property.getAnyOf().getFirst(), context);
        }
        return property;
    }

    /** The name of the model that a schema refers to. */
    static String name(Schema<?> reference) {
        return reference.get$ref().substring(SCHEMAS.length());
    }
}
