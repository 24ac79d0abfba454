package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API server writes down, and how it is told to. */
class AuditTests {

    /** As kubeadm does with a patch: the manifest of the cluster's own configuration, and nothing of it is lost. */
    @Test
    void auditingAddsToTheApiServersManifestAndTakesNothingFromIt(@TempDir Path directory) throws IOException {
        String manifest = """
                apiVersion: v1
                kind: Pod
                metadata: {name: kube-apiserver, namespace: kube-system}
                spec:
                  containers:
                    - name: kube-apiserver
                      image: registry.k8s.io/kube-apiserver:v1.36.2
                      command: [kube-apiserver, "--etcd-servers=https://10.9.9.9:2379", "--oidc-issuer-url=https://sso.example.com"]
                      volumeMounts: [{name: k8s-certs, mountPath: /etc/kubernetes/pki}]
                  volumes: [{name: k8s-certs, hostPath: {path: /etc/kubernetes/pki}}]
                """;
        Files.writeString(directory.resolve("kube-apiserver.yaml"), manifest);
        Files.copy(Path.of("k8s/audit/kube-apiserver-patch.yaml"), directory.resolve("patch.yaml"));
        Files.writeString(directory.resolve("kustomization.yaml"), """
                resources: [kube-apiserver.yaml]
                patches: [{path: patch.yaml, target: {kind: Pod}}]
                """);
        Tree before = Tree.documents(manifest).getFirst().at("spec");
        Tree after = Tree.documents(Kustomize.text(directory)).getFirst().at("spec");

        assertThat(after.texts()).containsAll(before.texts().toList());
        assertThat(after.at("containers").items().getFirst().at("command").texts())
                .startsWith("kube-apiserver", "--etcd-servers=https://10.9.9.9:2379")
                .contains("--audit-policy-file=/etc/kubernetes/audit/policy.yaml");
        assertThat(after.at("volumes").items()).hasSize(3);
    }

    @Test
    void auditNeverWritesTheBodiesOfSecrets() {
        List<Tree> rules = Tree.documents(Kustomize.read(Path.of("k8s/audit/policy.yaml")))
                .getFirst()
                .at("rules")
                .items();
        Tree first = rules.stream()
                .filter(rule -> rule.at("resources").texts().anyMatch("secrets"::equals))
                .findFirst()
                .orElseThrow();

        assertThat(first.at("level").text()).isEqualTo("Metadata");
        assertThat(rules.indexOf(first)).isZero();
    }
}
