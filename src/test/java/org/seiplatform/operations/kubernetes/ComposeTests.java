package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The system on one machine: {@code docker/compose.yaml}. */
class ComposeTests {

    private static final Path DIRECTORY = Path.of("docker");
    private static final Set<String> FIELDS = Set.of(
            "build",
            "cap_add",
            "cap_drop",
            "command",
            "depends_on",
            "entrypoint",
            "environment",
            "healthcheck",
            "image",
            "pid",
            "ports",
            "read_only",
            "restart",
            "security_opt",
            "stop_grace_period",
            "tmpfs",
            "user",
            "volumes");

    private final Tree compose =
            Tree.documents(Kustomize.read(DIRECTORY.resolve("compose.yaml"))).getFirst();
    private final Map<String, Tree> services = compose.at("services").fields();

    @Test
    void everyServiceIsPinnedAndHasOnlyKnownFields() {
        assertThat(services).allSatisfy((name, service) -> {
            assertThat(service.at("image").text()).as(name).matches("[a-z0-9./_-]+:v?[0-9][A-Za-z0-9._-]*");
            assertThat(service.fields().keySet())
                    .as(name)
                    .isSubsetOf(Stream.concat(FIELDS.stream(), Stream.of("<<")).collect(Collectors.toSet()));
        });
    }

    @Test
    void whatAServiceWaitsForBecomesHealthyOrEnds() {
        services.forEach((name, service) -> service.at("depends_on").fields().forEach((other, wait) -> {
            Tree target = compose.at("services", other);
            String condition = wait.at("condition").text();
            assertThat(target.isPresent()).as("%s waits for %s", name, other).isTrue();
            if (condition.equals("service_completed_successfully")) {
                assertThat(target.at("restart").text()).as("%s ends", other).isIn("no", "on-failure");
            } else {
                assertThat(condition).as("%s waits for %s", name, other).isEqualTo("service_healthy");
                assertThat(target.at("healthcheck", "test").isPresent())
                        .as("%s says whether it is healthy", other)
                        .isTrue();
            }
        }));
    }

    /** Every address in an environment or a command is of a service that is waited for, be it through another one. */
    @Test
    void aServiceStartsAfterWhomItCalls() {
        Pattern address = Pattern.compile("(?:^|[/@,=])([a-z-]+):[0-9]{4,5}");
        services.forEach((name, service) -> Stream.of("environment", "command")
                .flatMap(key -> service.at(key).texts())
                .flatMap(text -> address.matcher(text).results().map(found -> found.group(1)))
                .filter(services::containsKey)
                .forEach(called -> assertThat(waitedFor(name))
                        .as("%s calls %s", name, called)
                        .contains(called)));
        assertThat(waitedFor("api-service")).contains("timescaledb", "pgbouncer", "redis", "vault", "vault-agent");
        assertThat(waitedFor("grafana")).contains("prometheus", "api-service");
    }

    @Test
    void nobodyWaitsForThemselves() {
        assertThat(services.keySet())
                .allSatisfy(name -> assertThat(waitedFor(name)).doesNotContain(name));
    }

    @Test
    void mountedFilesAndVolumesAreThere() {
        services.forEach((name, service) -> service.at("volumes").items().forEach(volume -> {
            String source = volume.text().split(":")[0];
            if (source.startsWith(".")) {
                assertThat(DIRECTORY.resolve(source)).as(name).exists();
            } else if (!source.startsWith("/")) {
                assertThat(compose.at("volumes").fields()).as(name).containsKey(source);
            }
        }));
    }

    @Test
    void builtImagesHaveTheirFiles() {
        services.values().stream()
                .filter(service -> service.at("build").isPresent())
                .forEach(service -> assertThat(DIRECTORY
                                .resolve(service.at("build", "context").text())
                                .resolve(service.at("build", "dockerfile").text()))
                        .exists());
    }

    /** PgBouncer logs each caller that it does not know, and a check comes every few seconds. */
    @Test
    void whoAsksThePoolerWhetherItIsHealthyIsAUserOfIt() {
        Pattern user = Pattern.compile("--username=([a-z]+)");
        for (String check : List.of(
                String.join(
                        " ",
                        compose.at("services", "pgbouncer", "healthcheck", "test")
                                .texts()
                                .toList()),
                Kustomize.read(DIRECTORY.resolve("pgbouncer/Dockerfile")))) {
            assertThat(user.matcher(check).results().map(found -> "\"" + found.group(1) + "\" "))
                    .singleElement()
                    .satisfies(name -> assertThat(Stream.of("compose/userlist.txt", "pgbouncer/userlist.txt.example")
                                    .map(file -> Kustomize.read(DIRECTORY.resolve(file))))
                            .allSatisfy(users -> assertThat(users).contains(name)));
        }
    }

    /** What may become larger than the memory of a laptop is on a disk. */
    @Test
    void importsAreOnAVolume() {
        Tree service = compose.at("services", "api-service");
        String directory = service.at("environment", "SEI_IMPORT_WORKDIRECTORY").text();

        assertThat(service.at("volumes").texts()).contains("imports:" + directory);
        assertThat(compose.at("volumes").fields()).containsKey("imports");
        assertThat(compose.at("volumes", "imports").isPresent()).as("no tmpfs").isFalse();
        assertThat(Kustomize.read(DIRECTORY.resolve("api-service/Dockerfile")))
                .as("a new volume belongs to whom its place in the image belongs to")
                .contains("--owner=10001 --group=10001 " + directory);
    }

    @Test
    void anImageIsMadeWithoutDocumentsAndTests() {
        List<String> ignored = Kustomize.read(Path.of(".dockerignore")).lines().toList();

        assertThat(ignored).contains("docs/*", "src/test", "*.md", ".git", "k8s", "charts");
        // These are served by the service.
        assertThat(ignored.indexOf("!docs/problems")).isGreaterThan(ignored.indexOf("docs/*"));
    }

    @Test
    void nothingListensToTheNetwork() {
        assertThat(services.values().stream()
                        .flatMap(service -> service.at("ports").items().stream())
                        .map(Tree::text))
                .isNotEmpty()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    /** What runs beside compose is what runs in Kubernetes, but for the database's edition. */
    @Test
    void theVersionsAreThoseOfProduction() {
        Set<String> production = Kustomize.build("overlays/production")
                .pods()
                .flatMap(pod -> pod.allContainers()
                        .map(container -> container.at("image").text()))
                .collect(Collectors.toSet());
        assertThat(services.values().stream()
                        .map(service -> service.at("image").text())
                        .filter(image -> !List.of("hashicorp", "timescale").contains(image.split("/")[0])))
                .allMatch(production::contains);
    }

    private Set<String> waitedFor(String service) {
        Set<String> all = new HashSet<>();
        List<String> next = List.of(service);
        while (!next.isEmpty()) {
            next = next.stream()
                    .flatMap(one -> compose.at("services", one, "depends_on").fields().keySet().stream())
                    .filter(all::add)
                    .toList();
        }
        return all;
    }
}
