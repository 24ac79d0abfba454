package org.seiplatform.platform.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A service with few places, so that little is too much for it. */
@ApiTest
@TestPropertySource(
        properties = {
            "sei.overload.max-concurrent=2",
            "sei.overload.max-waiting=2",
            "sei.overload.max-wait=200ms",
            "sei.overload.max-streams=1",
            "sei.http.body-grace=1s",
            "sei.cache.enabled=true"
        })
class OverloadApiTests {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private Tenant tenant;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
        tenant.viewer();
        tenant.manager();
    }

    @Test
    void whatIsTooMuchIsTurnedAwayAtOnceAndTheRestIsServed() {
        List<CompletableFuture<Answer>> stuck = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // While the table is locked, whoever reads it stays where they are.
            transaction.executeWithoutResult(status -> {
                jdbc.sql("lock table teams in access exclusive mode").update();
                for (int caller = 0; caller < 2; caller++) {
                    stuck.add(
                            CompletableFuture.supplyAsync(() -> tenant.viewer().get("/api/v1/teams"), callers));
                }
                await().until(() -> concurrent() == 2);

                Answer refused = tenant.viewer().get("/api/v1/teams");
                refused.expectProblem(503, "overloaded");
                assertThat(refused.header("Retry-After")).hasValue("1");
                assertThat(stuck).noneMatch(CompletableFuture::isDone);
            });
            assertThat(stuck).allSatisfy(served -> served.join().expect(200));
        }
        tenant.viewer().get("/api/v1/teams").expect(200);
        assertThat(api.management().get("/actuator/prometheus").expect(200).body())
                .containsPattern("sei_overload_shed_total [1-9]");
    }

    @Test
    void whoWaitsForAnAnswerThatAnotherRequestFindsLeavesThePlaceToOthers() {
        String question = "/api/v1/analytics/deployments?end=2026-02-01T00:00:00Z&start=";
        tenant.viewer().get(question + "2026-01-02T00:00:00Z").expect(200);
        List<CompletableFuture<Answer>> curious = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("lock table deployments in access exclusive mode").update();
                for (int caller = 0; caller < 4; caller++) {
                    curious.add(CompletableFuture.supplyAsync(
                            () -> tenant.viewer().get(question + "2026-01-01T00:00:00Z"), callers));
                    await().atMost(Duration.ofSeconds(1))
                            .untilAsserted(
                                    () -> tenant.viewer().get("/api/v1/teams").expect(200));
                }
            });
            assertThat(curious).allSatisfy(answered -> answered.join().expect(200));
        }
    }

    @Test
    void slowCallersHoldNoPlaceAndAreCutOff() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int caller = 0; caller < 5; caller++) {
                slow.add(beginSlowly("application/json"));
            }
            tenant.viewer().get("/api/v1/teams").expect(200);

            assertThat(answerAfterDripping(slow.getFirst())).contains("408", "request_timeout");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aSlowStreamIsCutOffSoThatOthersHaveItsPlace() throws IOException {
        try (Socket slow = beginSlowly("application/x-ndjson")) {
            assertThat(answerAfterDripping(slow)).contains("408", "request_timeout");
        }

        await().untilAsserted(() -> tenant.ingest()
                .post("/api/v1/events/commits", "application/x-ndjson", new byte[0])
                .expect(200));
    }

    private double concurrent() {
        return api.management()
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("sei_overload_concurrent{kind=\"requests\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    private Socket beginSlowly(String type) throws IOException {
        URI base = api.anonymous().base();
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.getOutputStream()
                .write(
                        "POST /api/v1/events/commits HTTP/1.1\r\nHost: %s\r\nX-API-Key: %s\r\nContent-Type: %s\r\nContent-Length: 5000\r\n\r\n["
                                .formatted(base.getAuthority(), tenant.newKey(Role.INGEST), type)
                                .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Sends a byte now and then until the service has had enough. */
    private static String answerAfterDripping(Socket socket) throws IOException {
        socket.setSoTimeout(200);
        for (int drop = 0; drop < 100; drop++) {
            socket.getOutputStream().write(' ');
            socket.getOutputStream().flush();
            byte[] answer = new byte[4000];
            try {
                int length = socket.getInputStream().read(answer);
                return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
            } catch (SocketTimeoutException nothingYet) {
                continue;
            }
        }
        return "";
    }
}
