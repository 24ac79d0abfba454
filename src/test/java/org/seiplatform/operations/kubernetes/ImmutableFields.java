package org.seiplatform.operations.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an API server lets nobody change of an object that is there: the fields of {@code Validate*Update} in Kubernetes. */
final class ImmutableFields {

    private static final Map<String, List<String>> FIELDS = Map.ofEntries(
            Map.entry("Deployment", List.of("spec.selector")),
            Map.entry("DaemonSet", List.of("spec.selector")),
            Map.entry(
                    "StatefulSet",
                    List.of(
                            "spec.selector",
                            "spec.serviceName",
                            "spec.podManagementPolicy",
                            "spec.volumeClaimTemplates")),
            Map.entry("Service", List.of("spec.clusterIP")),
            Map.entry("PersistentVolumeClaim", List.of("spec")),
            Map.entry("StorageClass", List.of("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode")),
            Map.entry("PriorityClass", List.of("value", "preemptionPolicy")),
            Map.entry("ClusterRoleBinding", List.of("roleRef")),
            Map.entry("RoleBinding", List.of("roleRef")));

    private ImmutableFields() {}

    /** The objects with their immutable fields, where they have any. */
    static Map<String, Object> of(Manifests manifests) {
        Map<String, Object> objects = new TreeMap<>();
        manifests.all().forEach(manifest -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (String field : FIELDS.getOrDefault(manifest.kind(), List.of())) {
                Object value = manifest.tree().at(field.split("\\.")).value();
                if (value != null) {
                    fields.put(field, value);
                }
            }
            if (!fields.isEmpty()) {
                objects.put(manifest.toString(), fields);
            }
        });
        return objects;
    }
}
