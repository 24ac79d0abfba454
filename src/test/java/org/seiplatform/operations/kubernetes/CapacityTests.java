package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sums: connections, memory, quota, and nodes for the pods. */
class CapacityTests {

    /** Of an m7i.2xlarge (8 processors, 32 GiB) what EKS leaves to pods, less the DaemonSets of every cluster. */
    private static final Resources NODE = new Resources(7_500, Resources.mebibytes(28 * 1024));

    private final Manifests production = Kustomize.build("overlays/production");

    @Test
    void theAutoscalerHasTheFiguresOfTheGuide() {
        Tree spec = production
                .one("HorizontalPodAutoscaler", "api-service-hpa-blue")
                .tree()
                .at("spec");

        assertThat(spec.at("minReplicas").number(0)).isEqualTo(10);
        assertThat(spec.at("maxReplicas").number(0)).isEqualTo(50);
        assertThat(spec.at("metrics").texts()).contains("cpu", "http_requests_per_second", "1000");
        assertThat(spec.at("metrics")
                        .items()
                        .getFirst()
                        .at("resource", "target", "averageUtilization")
                        .number(0))
                .isEqualTo(70);
        assertThat(spec.at("behavior", "scaleDown", "stabilizationWindowSeconds")
                        .number(0))
                .isEqualTo(300);
        assertThat(Kustomize.build("base")
                        .one("Deployment", "api-service")
                        .tree()
                        .at("spec", "replicas")
                        .number(0))
                .as("where there is no autoscaler")
                .isEqualTo(6);
        Tree resources = service().containers().getFirst().at("resources");
        assertThat(resources.at("requests").strings())
                .containsEntry("cpu", "1000m")
                .containsEntry("memory", "2Gi");
        assertThat(resources.at("limits").strings())
                .containsEntry("cpu", "2000m")
                .containsEntry("memory", "4Gi");
    }

    @Test
    void whenAPoolerFailsTheOthersTakeTheConnectionsOfBothColoursAtTheirLargest() {
        int ofOne = service().containers().getFirst().at("env").items().stream()
                .filter(variable -> variable.at("name").text().equals("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE"))
                .mapToInt(variable -> Integer.parseInt(variable.at("value").text()))
                .sum();
        int pools = 2 * service().replicas(production) * ofOne;

        assertThat(ofOne).isPositive();
        assertThat(pools).isLessThanOrEqualTo((poolers() - 1) * setting("max_client_conn"));
    }

    @Test
    void poolersNeverTakeMoreThanTheDatabaseHas() {
        int connections = number(Path.of("docker/timescaledb/patroni/patroni.yml"), "max_connections: ([0-9]+)");
        int surge = production
                .one("Deployment", "pgbouncer")
                .tree()
                .at("spec", "strategy", "rollingUpdate", "maxSurge")
                .number(1);
        // 20 for migrations, 10 for dashboards, 3 for backups, 5 for the exporter, 4 for Patroni, 3 for superusers.
        assertThat((poolers() + surge) * setting("max_db_connections") + 45).isLessThanOrEqualTo(connections);
    }

    @Test
    void theDatabaseAndRedisFitIntoTheirContainers() {
        long shared = amount(Path.of("docker/timescaledb/patroni/patroni.yml"), "shared_buffers: ([0-9]+GB)");
        long cached = amount(Path.of("docker/timescaledb/patroni/patroni.yml"), "effective_cache_size: ([0-9]+GB)");
        long redis = amount(Path.of("docker/redis/redis.conf"), "(?m)^maxmemory ([0-9]+gb)$");

        assertThat(shared + cached).isLessThanOrEqualTo(limit("timescaledb"));
        // A save holds twice what is written meanwhile.
        assertThat(redis * 2).isLessThanOrEqualTo(limit("redis"));
    }

    @Test
    void theQuotaLetsTheLargestReleaseThroughAndLittleMore() {
        Tree quota = production.one("ResourceQuota", "sei-platform").tree().at("spec", "hard");

        for (String kind : List.of("requests", "limits")) {
            Resources sum = production
                    .pods()
                    .filter(pod -> pod.namespace().equals("sei-platform"))
                    .map(pod -> Resources.of(pod, kind).times(pod.replicas(production)))
                    .reduce(Resources.of(service(), kind).times(10), Resources::plus);
            Resources allowed = new Resources(
                    Resources.cpu(quota.at(kind + ".cpu").text()),
                    Resources.bytes(quota.at(kind + ".memory").text()));

            assertThat(sum.fitsIn(allowed))
                    .as("%s %s in %s", kind, sum, allowed)
                    .isTrue();
            assertThat(allowed.fitsIn(sum.plus(new Resources(sum.cpu() / 3, sum.memory() / 3))))
                    .as("%s %s is far below %s", kind, sum, allowed)
                    .isTrue();
        }
    }

    @Test
    void theSmallestClusterHoldsBothColoursAtTheirSmallest() {
        Nodes nodes = new Nodes(3, variable("nodes_per_zone_min"), NODE);

        assertThat(homeless(nodes, 10, 10)).isZero();
        assertThat(nodes.perZone(service()).values())
                .allSatisfy(count -> assertThat(count).isBetween(3L, 4L));
    }

    @Test
    void theLargestClusterHoldsTheColourThatServesAtItsLargest() {
        assertThat(homeless(new Nodes(3, variable("nodes_per_zone_max"), NODE), 50, 10))
                .isZero();
    }

    @Test
    void aClusterThatIsTooSmallIsSeen() {
        assertThat(homeless(new Nodes(3, 1, NODE), 10, 10)).isPositive();
    }

    /** The guide's rule would have let three of six pods start. */
    @Test
    void threeZonesHoldMoreThanThreePodsOfTheService() {
        Nodes nodes = new Nodes(3, 2, NODE);

        assertThat(nodes.place(service(), 6)).isZero();
        assertThat(nodes.perZone(service())).isEqualTo(Map.of(0, 2L, 1, 2L, 2, 2L));
    }

    private int homeless(Nodes nodes, int serving, int waiting) {
        int homeless = production
                .pods()
                .filter(pod ->
                        pod.namespace().equals("sei-platform") && !pod.app().equals("api-service"))
                .sorted((one, other) -> Long.compare(
                        Resources.of(other, "requests").memory(),
                        Resources.of(one, "requests").memory()))
                .mapToInt(pod -> nodes.place(pod, pod.replicas(production)))
                .sum();
        Pod idle = Kustomize.build("production/green").pods().findFirst().orElseThrow();
        return homeless + nodes.place(service(), serving) + nodes.place(idle, waiting);
    }

    private Pod service() {
        return production.one("Deployment", "api-service-blue").pod().orElseThrow();
    }

    private int poolers() {
        return production.one("Deployment", "pgbouncer").pod().orElseThrow().replicas(production);
    }

    private long limit(String app) {
        return Resources.bytes(production
                .one("StatefulSet", app)
                .pod()
                .orElseThrow()
                .containers()
                .getFirst()
                .at("resources", "limits", "memory")
                .text());
    }

    private static int setting(String name) {
        return number(Path.of("docker/pgbouncer/pgbouncer.ini"), "(?m)^" + name + " = ([0-9]+)$");
    }

    private static int variable(String name) {
        return number(Path.of("terraform/prod.tfvars"), name + " *= ([0-9]+)");
    }

    private static int number(Path file, String pattern) {
        return Integer.parseInt(find(file, pattern));
    }

    private static long amount(Path file, String pattern) {
        return Resources.bytes(find(file, pattern));
    }

    private static String find(Path file, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(Kustomize.read(file));
        assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
        return matcher.group(1);
    }
}
