package org.seiplatform.operations.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a type for which no Java type is published, as far as we use it: a YAML file in which each field has the name of its
 * type, {@code !} behind it if it is required, a list holds the one type of its elements, and {@code <map>} stands for any keys.
 */
record Schema(Tree fields) {

    private static final Path DIRECTORY = Path.of("src/test/resources/kubernetes");

    /** That of a type, or null where there is none. */
    static @Nullable Schema of(String apiVersion, String kind) {
        Path file = DIRECTORY.resolve(apiVersion.replace('/', '_') + "_" + kind + ".yaml");
        return Files.exists(file)
                ? new Schema(Tree.documents(Kustomize.read(file)).getFirst())
                : null;
    }

    List<String> faults(Tree object) {
        List<String> faults = new ArrayList<>();
        check(object.at("kind").text(), object, fields, faults);
        return faults;
    }

    private static void check(String path, Tree value, Tree schema, List<String> faults) {
        if (schema.value() instanceof Map<?, ?>) {
            object(path, value, schema, faults);
        } else if (schema.value() instanceof List<?>) {
            if (!(value.value() instanceof List<?>)) {
                faults.add(path + " is no list");
            }
            List<Tree> items = value.items();
            for (int index = 0; index < items.size(); index++) {
                check(path + "[" + index + "]", items.get(index), schema.items().getFirst(), faults);
            }
        } else {
            boolean fits = switch (schema.text().replace("!", "")) {
                case "string" -> value.value() instanceof String;
                case "boolean" -> value.value() instanceof Boolean;
                case "integer" -> value.value() instanceof Integer;
                default -> throw new AssertionError(path + " has the unknown type " + schema.text());
            };
            if (!fits) {
                faults.add(path + " is " + value.text() + " and no " + schema.text());
            }
        }
    }

    private static void object(String path, Tree value, Tree schema, List<String> faults) {
        if (!(value.value() instanceof Map<?, ?>)) {
            faults.add(path + " is no object");
        }
        Tree any = schema.at("<map>");
        value.fields().forEach((key, field) -> {
            Tree type = schema.at(key).isPresent() ? schema.at(key) : any;
            if (type.isPresent()) {
                check(path + "." + key, field, type, faults);
            } else {
                faults.add(path + "." + key + " is unknown");
            }
        });
        schema.fields().forEach((key, type) -> {
            if (type.text().endsWith("!") && !value.at(key).isPresent()) {
                faults.add(path + "." + key + " is missing");
            }
        });
    }
}
