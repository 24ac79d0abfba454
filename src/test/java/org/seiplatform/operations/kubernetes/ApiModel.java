package org.seiplatform.operations.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.gson.annotations.SerializedName;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes objects as strictly as an API server with field validation: a field that the type does not have, a value of another
 * type, and a required field that is missing are faults. The types are those of the Kubernetes client, of fabric8 for cert-manager
 * and Gateway API, and {@link Schema ours} for the rest.
 */
final class ApiModel {

    private static final Map<String, Set<String>> KUBERNETES = Map.ofEntries(
            Map.entry(
                    "v1",
                    Set.of(
                            "ConfigMap",
                            "LimitRange",
                            "Namespace",
                            "ResourceQuota",
                            "Secret",
                            "Service",
                            "ServiceAccount")),
            Map.entry("apiregistration.k8s.io/v1", Set.of("APIService")),
            Map.entry("apps/v1", Set.of("DaemonSet", "Deployment", "StatefulSet")),
            Map.entry("autoscaling/v2", Set.of("HorizontalPodAutoscaler")),
            Map.entry("batch/v1", Set.of("CronJob", "Job")),
            Map.entry("networking.k8s.io/v1", Set.of("Ingress", "NetworkPolicy")),
            Map.entry("policy/v1", Set.of("PodDisruptionBudget")),
            Map.entry(
                    "rbac.authorization.k8s.io/v1", Set.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding")),
            Map.entry("scheduling.k8s.io/v1", Set.of("PriorityClass")),
            Map.entry("storage.k8s.io/v1", Set.of("StorageClass")));
    private static final Map<String, String> EXTENSIONS = Map.of(
            "cert-manager.io/v1", "io.fabric8.certmanager.api.model.v1.",
            "gateway.networking.k8s.io/v1", "io.fabric8.kubernetes.api.model.gatewayapi.v1.");
    private static final Pattern QUANTITY = Pattern.compile("[0-9.]+([eE][0-9]+|[mkMGTPE]|[KMGTPE]i)?");

    private final List<String> faults = new ArrayList<>();

    private ApiModel() {}

    /** What an API server would refuse the object for. */
    static List<String> faults(Manifest manifest) {
        String apiVersion = manifest.apiVersion();
        String kind = manifest.kind();
        if (Schema.of(apiVersion, kind) instanceof Schema schema) {
            return schema.faults(manifest.tree());
        }
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        ApiModel model = new ApiModel();
        if (KUBERNETES.getOrDefault(apiVersion, Set.of()).contains(kind)) {
            String prefix = version.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + version.substring(1);
            model.check(kind, manifest.tree().value(), load("io.kubernetes.client.openapi.models." + prefix + kind));
        } else if (EXTENSIONS.containsKey(apiVersion)) {
            model.check(kind, manifest.tree().value(), load(EXTENSIONS.get(apiVersion) + kind));
        } else {
            return List.of(manifest + ": there is no " + kind + " in " + apiVersion);
        }
        return model.faults.stream().map(fault -> manifest + ": " + fault).toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException cause) {
            throw new AssertionError(name + " is no type", cause);
        }
    }

    private void check(String path, @Nullable Object value, Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (Collection.class.isAssignableFrom(raw)) {
                elements(path, value, arguments[0]);
            } else if (Map.class.isAssignableFrom(raw)) {
                entries(path, value, arguments[1]);
            }
            return;
        }
        if (!(type instanceof Class<?> plain) || plain == Object.class) {
            return;
        }
        String name = plain.getSimpleName();
        boolean fits = switch (name) {
            case "String", "byte[]", "OffsetDateTime", "Duration" -> value instanceof String;
            case "Integer", "Long", "int", "long" -> value instanceof Integer || value instanceof Long;
            case "Double", "Float" -> value instanceof Number;
            case "Boolean", "boolean" -> value instanceof Boolean;
            case "IntOrString" -> value instanceof Integer || value instanceof String;
            case "Quantity" ->
                value != null && QUANTITY.matcher(value.toString()).matches();
            default -> value instanceof Map<?, ?> || plain.isEnum() && value instanceof String;
        };
        if (!fits) {
            faults.add(path + " is " + value + " and not of the type " + name);
        } else if (value instanceof Map<?, ?> map) {
            object(path, map, plain);
        }
    }

    private void elements(String path, @Nullable Object value, Type type) {
        if (!(value instanceof List<?> list)) {
            faults.add(path + " is no list");
            return;
        }
        for (int index = 0; index < list.size(); index++) {
            check(path + "[" + index + "]", list.get(index), type);
        }
    }

    private void entries(String path, @Nullable Object value, Type type) {
        if (!(value instanceof Map<?, ?> map)) {
            faults.add(path + " is no map");
            return;
        }
        map.forEach((key, entry) -> check(path + "." + key, entry, type));
    }

    private void object(String path, Map<?, ?> object, Class<?> type) {
        Map<String, Field> fields = fields(type);
        object.forEach((key, value) -> {
            Field field = fields.get(String.valueOf(key));
            if (field == null) {
                faults.add(path + "." + key + " is unknown to " + type.getSimpleName());
            } else {
                check(path + "." + key, value, field.getGenericType());
            }
        });
        for (Object required : required(type)) {
            if (object.get(required) == null) {
                faults.add(path + "." + required + " is missing");
            }
        }
    }

    private static Map<String, Field> fields(Class<?> type) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getName().equals("additionalProperties")) {
                continue;
            }
            SerializedName official = field.getAnnotation(SerializedName.class);
            JsonProperty extension = field.getAnnotation(JsonProperty.class);
            String name = official != null
                    ? official.value()
                    : extension != null && !extension.value().isEmpty() ? extension.value() : field.getName();
            fields.put(name, field);
        }
        return fields;
    }

    private static Collection<?> required(Class<?> type) {
        try {
            return (Collection<?>) type.getField("openapiRequiredFields").get(null);
        } catch (NoSuchFieldException none) {
            return List.of();
        } catch (IllegalAccessException cause) {
            throw new AssertionError(cause);
        }
    }
}
