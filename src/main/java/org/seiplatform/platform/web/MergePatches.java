package org.seiplatform.platform.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import org.seiplatform.platform.problem.JsonProblems;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ValidationProblems;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applies changes, and checks that what comes out is valid as a whole. */
@Component
public class MergePatches {

    private final JsonMapper json;
    private final Validator validator;

    MergePatches(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * The resource with the change applied.
     *
     * @param current what the resource consists of now, or the defaults of a new one
     * @throws ProblemException {@code validation_failed} if a field is unknown, of the wrong type, or breaks a rule
     */
    public <T> T apply(MergePatch<T> patch, Object current, Class<T> type) {
        ObjectNode document = json.valueToTree(current);
        merge(document, patch.patch());
        T result = read(document, type);
        Set<ConstraintViolation<T>> violations = validator.validate(result);
        if (!violations.isEmpty()) {
            throw ValidationProblems.of(violations);
        }
        return result;
    }

    private <T> T read(ObjectNode document, Class<T> type) {
        try {
            return json.treeToValue(document, type);
        } catch (JacksonException exception) {
            throw JsonProblems.of(exception);
        }
    }

    private void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode change) {
                ObjectNode child = target.get(name) instanceof ObjectNode present ? present : target.putObject(name);
                merge(child, change);
            } else {
                target.set(name, value);
            }
        });
    }
}
