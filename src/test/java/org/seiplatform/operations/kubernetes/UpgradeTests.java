package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clusters have can be applied to again. {@code immutable-fields.yaml} holds what they have: an object that is to get another
 * selector or volume gets another name.
 */
class UpgradeTests {

    private static final Path RECORDED = Path.of("src/test/resources/kubernetes/immutable-fields.yaml");

    @ParameterizedTest
    @ValueSource(
            strings = {"overlays/production", "overlays/staging", "overlays/external", "production/green", "canary"})
    void noFieldChangesThatCannot(String directory) {
        Map<String, Tree> recorded = Tree.documents(Kustomize.read(RECORDED))
                .getFirst()
                .at(directory)
                .fields();
        Map<String, Object> built = new TreeMap<>(ImmutableFields.of(Kustomize.build(directory)));
        built.keySet().retainAll(recorded.keySet());

        assertThat(built).isNotEmpty();
        recorded.forEach((object, fields) -> {
            if (built.containsKey(object)) {
                assertThat(built.get(object)).as(object).isEqualTo(fields.value());
            }
        });
    }

    /** Kubernetes starts a Deployment without the field with one pod and leaves the number alone from there. */
    @ParameterizedTest
    @MethodSource("org.seiplatform.operations.kubernetes.Kustomize#entryPoints")
    void onlyTheAutoscalerSaysHowManyReplicasThereAre(Path directory) {
        Manifests manifests = Manifests.read(Kustomize.text(directory));

        assertThat(manifests.ofKind("HorizontalPodAutoscaler")).allSatisfy(autoscaler -> {
            Tree target = autoscaler.tree().at("spec", "scaleTargetRef");
            assertThat(manifests
                            .one(target.at("kind").text(), target.at("name").text())
                            .tree()
                            .at("spec", "replicas")
                            .isPresent())
                    .as(
                            "%s has a number of replicas beside %s",
                            target.at("name").text(), autoscaler)
                    .isFalse();
        });
    }

    /** The template of a Job cannot change, so a finished one goes before the next release. */
    @ParameterizedTest
    @MethodSource("org.seiplatform.operations.kubernetes.Kustomize#entryPoints")
    void aJobThatHasEndedMakesRoomForTheNext(Path directory) {
        assertThat(Manifests.read(Kustomize.text(directory)).ofKind("Job"))
                .allSatisfy(job -> assertThat(
                                job.tree().at("spec", "ttlSecondsAfterFinished").number(-1))
                        .as("%s", job)
                        .isBetween(1, 86_400));
    }
}
