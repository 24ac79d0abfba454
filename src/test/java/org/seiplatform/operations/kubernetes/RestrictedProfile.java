package org.seiplatform.operations.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the Pod Security Standard {@code restricted} forbids, and a writable root file system. Two DaemonSets that read the node's own
 * files are let off exactly what they cannot do without.
 */
final class RestrictedProfile {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Map<String, Set<String>> EXEMPT = Map.of(
            "sei-node-agents/filebeat", Set.of("hostPath", "runAsNonRoot", "runAsUser"),
            "sei-node-agents/node-exporter", Set.of("hostPath", "hostNetwork", "hostPID", "hostPort"));

    private final Pod pod;
    private final Set<String> exempt;
    private final List<String> faults = new ArrayList<>();

    private RestrictedProfile(Pod pod) {
        this.pod = pod;
        this.exempt = EXEMPT.getOrDefault(pod.namespace() + "/" + pod.app(), Set.of());
    }

    static List<String> faults(Pod pod) {
        RestrictedProfile profile = new RestrictedProfile(pod);
        profile.pod();
        pod.allContainers().forEach(profile::container);
        return profile.faults;
    }

    private void pod() {
        Tree spec = pod.spec();
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            forbid(host, spec.at(host).isTrue());
        }
        for (Tree volume : spec.at("volumes").items()) {
            volume.fields().keySet().stream()
                    .filter(type -> !type.equals("name") && !VOLUMES.contains(type))
                    .forEach(type -> forbid(type, true));
        }
        Tree context = spec.at("securityContext");
        forbid("runAsNonRoot", !context.at("runAsNonRoot").isTrue());
        forbid("runAsUser", context.at("runAsUser").number(0) == 0);
        forbid("seccompProfile", !context.at("seccompProfile", "type").text().equals("RuntimeDefault"));
        forbid("sysctls", context.at("sysctls").isPresent());
    }

    private void container(Tree container) {
        Tree context = container.at("securityContext");
        forbid("privileged", context.at("privileged").isTrue());
        forbid(
                "allowPrivilegeEscalation",
                !Boolean.FALSE.equals(context.at("allowPrivilegeEscalation").value()));
        forbid(
                "capabilities",
                !List.of("ALL").equals(context.at("capabilities", "drop").value())
                        || context.at("capabilities", "add").isPresent());
        forbid("readOnlyRootFilesystem", !context.at("readOnlyRootFilesystem").isTrue());
        forbid("procMount", context.at("procMount").isPresent());
        forbid("runAsNonRoot", Boolean.FALSE.equals(context.at("runAsNonRoot").value()));
        forbid("seccompProfile", context.at("seccompProfile").isPresent());
        container
                .at("ports")
                .items()
                .forEach(port -> forbid("hostPort", port.at("hostPort").isPresent()));
    }

    private void forbid(String rule, boolean broken) {
        if (broken && !exempt.contains(rule)) {
            faults.add(pod + " breaks " + rule);
        }
    }
}
