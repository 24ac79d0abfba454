package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The images that we build, against the pods that run them. */
class ImageTests {

    private final List<Pod> pods = Kustomize.build("overlays/production")
            .and(Kustomize.build("smoke-test"))
            .pods()
            .toList();

    @Test
    void eachImageOfOursIsBuiltHereAndRunsAsTheUserThatItHas() {
        pods.forEach(pod -> pod.allContainers()
                .map(container -> container.at("image").text())
                .filter(image -> image.startsWith("sei-platform/"))
                .forEach(image -> {
                    String dockerfile = dockerfile(image.substring("sei-platform/".length(), image.indexOf(':')));
                    int user = pod.spec().at("securityContext", "runAsUser").number(0);
                    assertThat(dockerfile).as("%s of %s", image, pod).contains("\nUSER " + user);
                }));
    }

    @Test
    void noImageHoldsASecret() {
        assertThat(List.of("api-service", "backup-tool", "pgbouncer", "smoke-tests", "timescaledb"))
                .allSatisfy(image -> assertThat(dockerfile(image))
                        .doesNotContainPattern("(?m)^(ENV|ARG) .*(PASSWORD|SECRET|TOKEN|KEY)")
                        .doesNotContainPattern("(?m)^COPY .*(example\\.|secrets/|\\.sei)[a-z]* "));
    }

    @Test
    void theHeapFollowsTheLimitOfTheContainer() {
        assertThat(dockerfile("api-service")).contains("-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError");
        assertThat(pods.stream()
                        .filter(pod -> pod.app().equals("api-service"))
                        .flatMap(pod -> pod.template().texts()))
                .noneMatch(text -> text.contains("-Xmx"));
    }

    @Test
    void theCacheOfClassesIsMadeByTheJvmThatUsesIt() {
        String dockerfile = dockerfile("api-service");

        assertThat(dockerfile).containsPattern("(?m)^FROM eclipse-temurin:[0-9._]+-jre-noble AS runtime$");
        assertThat(dockerfile).containsPattern("(?m)^FROM runtime AS training$").containsPattern("(?m)^FROM runtime$");
        assertThat(dockerfile).contains("-XX:AOTCache=/opt/sei-platform/sei-platform.aot");
    }

    private static String dockerfile(String image) {
        return Kustomize.read(Path.of("docker", image, "Dockerfile"));
    }
}
