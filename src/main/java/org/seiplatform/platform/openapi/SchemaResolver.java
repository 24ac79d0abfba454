package org.seiplatform.platform.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.MergePatch;
import org.seiplatform.platform.web.Visible;

/**
 * Describes our types as the API writes them: fields and constants in snake_case, every component of a record required unless it may
 * be null, and merge patches as what they patch with nothing required.
 *
 * <p>The library that describes types works with Jackson 2, the API with Jackson 3; so what {@code JsonConfiguration} says is said
 * here again.
 */
class SchemaResolver extends ModelResolver {

    SchemaResolver() {
        super(new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setAnnotationIntrospector(new SnakeCaseConstants()));
        openapi31(true);
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        JavaType java = _mapper.constructType(type.getType());
        if (java.getRawClass() == MergePatch.class) {
            return patch(java.containedType(0), context);
        }
        Schema<?> schema = super.resolve(type, context, next);
        if (schema != null && java.getRawClass().isRecord()) {
            Schema<?> model = schema.get$ref() == null ? schema : Schemas.referred(schema, context);
            if (model != null && model.getProperties() != null) {
                describe(java.getRawClass(), model);
            }
        }
        return schema;
    }

    private static Schema<?> patch(JavaType patched, ModelConverterContext context) {
        Schema<?> whole = context.resolve(new AnnotatedType(patched).resolveAsRef(true));
        return Schemas.patchOf(whole, context);
    }

    private static void describe(Class<?> type, Schema<?> model) {
        RequiresAnyOf needed = type.getAnnotation(RequiresAnyOf.class);
        if (needed != null) {
            model.setAnyOf(Arrays.stream(needed.value())
                    .map(field -> new JsonSchema().required(List.of(field)))
                    .toList());
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String name = PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
            Schema<?> property = model.getProperties().get(name);
            if (property == null) {
                continue;
            }
            if (component.getAccessor().isAnnotationPresent(Visible.class)) {
                property.setPattern(Visible.PATTERN);
            }
            Schemas.anchor(property);
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.getProperties().put(name, Schemas.nullable(property));
            } else if (!component.getAccessor().isAnnotationPresent(JsonInclude.class)
                    && (model.getRequired() == null || !model.getRequired().contains(name))) {
                model.addRequiredItem(name);
            }
        }
    }

    /** Constants are written in lower case. */
    private static final class SnakeCaseConstants extends JacksonAnnotationIntrospector {

        @Override
        @SuppressWarnings("deprecation") // The one variant that the resolver calls.
        public String[] findEnumValues(Class<?> type, Enum<?>[] constants, String[] names) {
            String[] found = super.findEnumValues(type, constants, names);
            for (int index = 0; index < found.length; index++) {
                if (found[index] == null) {
                    found[index] = constants[index].name().toLowerCase(Locale.ROOT);
                }
            }
            return found;
        }
    }
}
