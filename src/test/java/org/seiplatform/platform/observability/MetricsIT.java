package org.seiplatform.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.Scrape;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabases;
import org.seiplatform.testing.TestRedis;

/** What the packaged service tells Prometheus, and a collector of traces, about what it does. */
class MetricsIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private static final ByteArrayOutputStream COLLECTED = new ByteArrayOutputStream();

    private static HttpServer collector;
    private static TestRedis redis;
    private static PackagedService service;

    @BeforeAll
    static void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            try (InputStream body = exchange.getRequestBody()) {
                synchronized (COLLECTED) {
                    body.transferTo(COLLECTED);
                }
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        redis = TestRedis.start();
        service = PackagedService.on(TestDatabases.create(Edition.PLAIN))
                .with("spring.data.redis.url", redis.url())
                .with("sei.metrics.dora.enabled", "true")
                .with("sei.metrics.dora.refresh-every", "1s")
                .with("sei.tracing.enabled", "true")
                .with("sei.tracing.sampling-probability", "1.0")
                .with(
                        "sei.tracing.endpoint",
                        "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces")
                .with("management.opentelemetry.tracing.export.schedule-delay", "100ms")
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
        redis.close();
        collector.stop(0);
    }

    @Test
    void requestsAreCountedByStatusAndTimedInTheBucketsOfTheTargets() {
        Tenant tenant = service.api().tenant();
        tenant.viewer().get("/api/v1/teams").expect(200);
        tenant.viewer().get("/api/v1/teams/" + UUID.randomUUID()).expect(404);

        Scrape scrape = Scrape.of(service.api());

        assertThat(scrape.value(
                        "http_requests_total", Map.of("method", "GET", "route", "/api/v1/teams", "status", "200")))
                .hasValueSatisfying(value -> assertThat(value).isGreaterThanOrEqualTo(1));
        assertThat(scrape.value("http_requests_total", Map.of("route", "/api/v1/teams/{id}", "status", "404")))
                .hasValueSatisfying(value -> assertThat(value).isGreaterThanOrEqualTo(1));
        assertThat(scrape.labelValues("http_request_duration_seconds_bucket", "le"))
                .contains("0.1", "0.5", "1.0", "+Inf")
                .hasSize(12);
        assertThat(scrape.series("http_request_duration_seconds_bucket", Map.of("route", "/api/v1/teams")))
                .isNotEmpty();
    }

    @Test
    void addressesThatNobodyAnswersMakeNoSeriesOfTheirOwn() {
        Scrape before = Scrape.of(service.api());
        for (int i = 0; i < 30; i++) {
            service.api().operator().get("/made-up/" + UUID.randomUUID());
            service.api().operator().get("/api/v1/teams/" + UUID.randomUUID());
            service.api()
                    .operator()
                    .send(service.api()
                            .operator()
                            .request("/api/v1/teams")
                            .method("MADEUP" + i, java.net.http.HttpRequest.BodyPublishers.noBody()));
        }
        Scrape after = Scrape.of(service.api());

        assertThat(after.text()).doesNotContain("made-up").doesNotContain("MADEUP");
        assertThat(after.labelValues("http_requests_total", "route")).contains("none");
        assertThat(after.text().lines().count() - before.text().lines().count()).isLessThan(120);
    }

    @Test
    void eventsAreCountedByKindAndOutcomeAndTheirLagIsMeasured() {
        Tenant tenant = service.api().tenant();
        String repository = tenant.repository("counted").toString();
        double before = created("deployment");

        tenant.ingest()
                .post(
                        "/api/v1/events/deployments",
                        deployment(repository, "d-1", Instant.now().minusSeconds(30)))
                .expect(200);
        tenant.ingest()
                .post("/api/v1/events/deployments", "{\"external_id\":\"d-2\"}")
                .expect(422);

        Scrape scrape = Scrape.of(service.api());
        assertThat(created("deployment") - before).isEqualTo(1);
        assertThat(scrape.value(
                        "sei_ingest_events_total",
                        Map.of("source", "api", "kind", "deployment", "outcome", "rejected")))
                .hasValueSatisfying(value -> assertThat(value).isGreaterThanOrEqualTo(1));
        assertThat(scrape.value("sei_ingest_event_lag_seconds_sum", Map.of("kind", "deployment")))
                .hasValueSatisfying(value -> assertThat(value).isGreaterThanOrEqualTo(30));
    }

    @Test
    void figuresOfTeamsAreGaugesThatAreRefreshedInTheBackground() {
        Tenant tenant = service.api().tenant();
        UUID repository = tenant.repository("deployed");
        UUID team = tenant.team("payments");
        tenant.own(team, repository);
        tenant.ingest()
                .post(
                        "/api/v1/events/deployments",
                        deployment(repository.toString(), "d-1", Instant.now().minusSeconds(600)))
                .expect(200);

        await().untilAsserted(() -> {
            Scrape scrape = Scrape.of(service.api());
            for (String ofTeam : List.of("payments", "")) {
                assertThat(scrape.value(
                                "sei_dora_deployment_frequency_per_day",
                                Map.of("organization", tenant.slug(), "team", ofTeam)))
                        .as("team '%s'", ofTeam)
                        .hasValueSatisfying(value -> assertThat(value).isGreaterThan(0.03));
            }
            assertThat(scrape.series("sei_dora_change_lead_time_seconds", Map.of("organization", tenant.slug())))
                    .as("what has no value has no series")
                    .isEmpty();
        });
    }

    @Test
    void aRequestIsASpanOfTheTraceThatItsCallerNamesAndAnExemplarOfItsDuration() {
        Session operator = service.api().operator();
        operator.send(operator.request("/api/v1/organizations")
                        .header("traceparent", SAMPLED)
                        .GET())
                .expect(200);

        byte[] traceId = HexFormat.of().parseHex(TRACE);
        await().untilAsserted(() -> {
            synchronized (COLLECTED) {
                String collected = COLLECTED.toString(StandardCharsets.ISO_8859_1);
                assertThat(collected).contains(new String(traceId, StandardCharsets.ISO_8859_1));
                assertThat(collected).contains("/api/v1/organizations");
            }
        });
        assertThat(Scrape.withExemplars(service.api()).series("http_request_duration_seconds_bucket", Map.of()))
                .anyMatch(line -> line.contains("trace_id=\"" + TRACE + "\""));
    }

    @Test
    void everyMetricIsDocumentedAndEveryDocumentedMetricIsThere() throws IOException {
        Tenant tenant = service.api().tenant();
        UUID repository = tenant.repository("documented");
        tenant.ingest()
                .post(
                        "/api/v1/events/deployments",
                        deployment(repository.toString(), "d-1", Instant.now().minusSeconds(60)))
                .expect(200);
        Set<String> documented = documented();

        await().untilAsserted(() -> {
            Set<String> scraped = new TreeSet<>(Scrape.of(service.api()).families());
            assertThat(scraped.stream().filter(name -> !isDocumented(name, documented)))
                    .as("not in docs/metrics.md")
                    .isEmpty();
            assertThat(documented.stream()
                            .filter(name -> !name.endsWith("*"))
                            .filter(name -> !scraped.contains(name))
                            .filter(name -> !ONLY_SOMETIMES.contains(name)))
                    .as("in docs/metrics.md, but not in the scrape")
                    .isEmpty();
        });
    }

    /** What has no value yet: nothing of the kind has happened. */
    private static final Set<String> ONLY_SOMETIMES = Set.of(
            "sei_database_reads_total",
            "sei_database_replica_usable",
            "sei_webhook_elements_left_out_total",
            "sei_webhook_events_total",
            "sei_dora_change_lead_time_seconds",
            "sei_dora_change_fail_ratio",
            "sei_dora_failed_deployment_recovery_time_seconds");

    /** A table row begins with the metric's name in back ticks; a name that ends in an asterisk stands for a family of them. */
    private static Set<String> documented() throws IOException {
        Matcher row = Pattern.compile("(?m)^\\| `([a-z0-9_*]+)`").matcher(Files.readString(Path.of("docs/metrics.md")));
        Set<String> names = new TreeSet<>();
        while (row.find()) {
            names.add(row.group(1));
        }
        return names;
    }

    private static boolean isDocumented(String name, Set<String> documented) {
        return documented.contains(name)
                || documented.stream()
                        .anyMatch(known ->
                                known.endsWith("*") && name.startsWith(known.substring(0, known.length() - 1)));
    }

    private static double created(String kind) {
        return Scrape.of(service.api())
                .value("sei_ingest_events_total", Map.of("source", "api", "kind", kind, "outcome", "created"))
                .orElseThrow();
    }

    private static String deployment(String repository, String externalId, Instant finishedAt) {
        return """
                {"repository_id":"%s","external_id":"%s","environment":"production","commit_sha":"%040x","status":"success",
                 "started_at":"%s","finished_at":"%s"}
                """.formatted(repository, externalId, externalId.hashCode(), finishedAt.minusSeconds(5), finishedAt);
    }
}
