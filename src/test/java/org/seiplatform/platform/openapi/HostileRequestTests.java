package org.seiplatform.platform.openapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.openapi.DescribedOperations.Operation;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.RawConnection;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TenantObjects;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Every operation with hostile headers, parameters and addresses: it answers as it is described, and with a problem where it refuses. */
@ApiTest
class HostileRequestTests {

    /** Looked at by every operation, or by what stands before it. */
    private static final List<String> HEADERS = List.of(
            "Accept", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "If-Modified-Since", "Range");

    /** Looked at, if at all, before it is known what is asked for. */
    private static final List<String> COMMON_HEADERS = List.of(
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "baggage",
            "Content-Encoding",
            "Content-Language",
            "Cookie",
            "Expect",
            "Forwarded",
            "From",
            "If-Range",
            "If-Unmodified-Since",
            "Max-Forwards",
            "Origin",
            "Referer",
            "TE",
            "traceparent",
            "tracestate",
            "Upgrade",
            "User-Agent",
            "Via",
            "X-API-Key",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-HTTP-Method-Override",
            "X-Request-Id");

    /** As bytes of ISO 8859-1; the sequences of UTF-8 have some that are control characters there. */
    private static final List<String> HEADER_VALUES = List.of(
            "",
            "\t",
            "\u0080",
            "x\u0085y",
            "\u00ff",
            new String("“日本語” 🚀".getBytes(UTF_8), ISO_8859_1),
            "\u0001",
            "\u007f",
            "*",
            "*/*",
            "application/*",
            "nonsense",
            ",;=\"",
            "\"" + "x".repeat(300) + "\"",
            "x".repeat(6000));

    private static final List<String> QUERY_VALUES = List.of(
            "",
            "%20",
            "%00",
            "%FF",
            "%F0%9F%92%A9",
            "%E2%80%8B",
            "-1",
            "0",
            "1e9",
            "9223372036854775808",
            "nonsense",
            "*",
            "%27%3B--",
            "2026-02-30T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(3000));

    private static final List<String> PATH_VALUES = List.of(
            "nonsense", "%20", "%E2%80%8B", "..", "%2e%2e", "%00", "%FF", "-1", "x".repeat(3000), "a;b=c", "%25");

    @Autowired
    private Api api;

    private Tenant tenant;
    private TenantObjects objects;
    private List<Operation> operations;
    private final List<String> wrong = new ArrayList<>();
    private int sent;

    @BeforeEach
    void readDescription() {
        tenant = api.tenant();
        objects = new TenantObjects(tenant);
        operations = new DescribedOperations(api).list();
        String importJob = objects.id("imports");
        Awaitility.await()
                .until(() -> tenant.viewer()
                        .get("/api/v1/imports/" + importJob)
                        .text("/status")
                        .equals("failed"));
    }

    @Test
    void hostileHeadersAreAnsweredAsDescribed() throws IOException {
        for (Operation operation : operations) {
            List<String> documented = operation.parameters("header").stream()
                    .map(header -> header.get("name").asString())
                    .toList();
            for (String header : Stream.concat(HEADERS.stream(), documented.stream())
                    .distinct()
                    .toList()) {
                sendHeader(operation, header);
            }
            send(operation, "", List.of(Map.entry("X-Large", "x".repeat(20_000))));
            if (List.of("listTeams", "changeTeam", "sendCommits").contains(operation.id())) {
                for (String header : COMMON_HEADERS) {
                    sendHeader(operation, header);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(sent).isGreaterThan(4000);
    }

    /** Half of the values for each operation and the other half for its neighbours: what reads a header is the same for many. */
    private void sendHeader(Operation operation, String header) throws IOException {
        for (int i = operations.indexOf(operation) % 2; i < HEADER_VALUES.size(); i += 2) {
            send(operation, "", List.of(Map.entry(header, HEADER_VALUES.get(i))));
        }
        send(operation, "", List.of(Map.entry(header, "\"0\""), Map.entry(header, "nonsense")));
    }

    @Test
    void hostileParametersAreAnsweredAsDescribed() throws IOException {
        for (Operation operation : operations) {
            for (JsonNode parameter : operation.parameters("query")) {
                String name = parameter.get("name").asString();
                for (String value : QUERY_VALUES) {
                    send(operation, "?" + name + "=" + value, List.of());
                    send(operation, "?" + name + "=" + value + "&" + name + "=1", List.of());
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(sent).isGreaterThan(3000);
    }

    @Test
    void hostileAddressesAreAnsweredAsDescribed() throws IOException {
        for (Operation operation : operations) {
            for (JsonNode parameter : operation.parameters("path")) {
                for (String value : PATH_VALUES) {
                    String address = objects.address(operation
                            .template()
                            .replace("{" + parameter.get("name").asString() + "}", value));
                    check(operation, exchange(operation, address, List.of()), address);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(sent).isGreaterThan(300);
    }

    @Test
    void whatAnOperationDoesNotKnowIsRefusedByName() throws IOException {
        for (Operation operation : operations) {
            if (operation.template().startsWith("/api/v1/webhooks/")) {
                continue;
            }
            for (String name : List.of("teamid", "Limit", "limit%20", "filter%5Bname%5D")) {
                String answer = exchange(
                        operation,
                        objects.address(operation.template()) + "?" + name + "=" + UUID.randomUUID(),
                        List.of());
                String decoded = name.replace("%20", " ").replace("%5B", "[").replace("%5D", "]");
                if (!answer.startsWith("HTTP/1.1 422") || !answer.contains("\"pointer\":\"?" + decoded + "\"")) {
                    wrong.add(operation + " ?" + name + ": " + shortened(answer));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private void send(Operation operation, String query, List<Map.Entry<String, String>> headers) throws IOException {
        String answer = exchange(operation, objects.address(operation.template()) + query, headers);
        check(operation, answer, query + " " + headers);
        if (answer.startsWith("HTTP/1.1 2") && !operation.method().equals("get")) {
            objects.forget();
        }
    }

    /** An answer that is described, and a problem where it refuses. */
    private void check(Operation operation, String answer, String sentThing) {
        int status = Integer.parseInt(answer.substring(9, 12));
        boolean refused = status >= 400;
        if (!operation.mayAnswer(status)
                || status >= 500 && status != 501
                || refused && !(answer.contains("application/problem+json") && answer.contains("\"code\":\""))) {
            wrong.add("%s %.120s: %s".formatted(operation, sentThing, shortened(answer)));
        }
    }

    private String exchange(Operation operation, String address, List<Map.Entry<String, String>> headers)
            throws IOException {
        sent++;
        StringBuilder request = new StringBuilder(500);
        request.append(operation.method().toUpperCase(Locale.ROOT))
                .append(' ')
                .append(address)
                .append(" HTTP/1.1");
        add(request, "Host", "localhost");
        add(request, "Connection", "close");
        addUnlessGiven(request, headers, "X-API-Key", keyFor(operation));
        addUnlessGiven(request, headers, "If-Match", "*");
        String body = "";
        if (operation.takesBody()) {
            Map.Entry<String, JsonNode> content =
                    operation.bodies().properties().iterator().next();
            body = content.getValue().path("example").isMissingNode()
                    ? "{}"
                    : content.getValue().get("example").toString();
            addUnlessGiven(request, headers, "Content-Type", content.getKey());
            add(request, "Content-Length", Integer.toString(body.getBytes(UTF_8).length));
        }
        headers.forEach(header -> add(request, header.getKey(), header.getValue()));
        return RawConnection.exchange(
                api.anonymous().base(),
                request.append("\r\n\r\n")
                        .append(new String(body.getBytes(UTF_8), ISO_8859_1))
                        .toString());
    }

    private String keyFor(Operation operation) {
        return operation.id().matches("(create|delete)Organization") ? Api.OPERATOR_KEY : tenant.key(Role.ADMIN);
    }

    private static void addUnlessGiven(
            StringBuilder request, List<Map.Entry<String, String>> headers, String name, String value) {
        if (headers.stream().noneMatch(header -> header.getKey().equals(name))) {
            add(request, name, value);
        }
    }

    private static void add(StringBuilder request, String name, String value) {
        request.append("\r\n").append(name).append(": ").append(value);
    }

    private static String shortened(String answer) {
        return "%.12s %.400s".formatted(answer, answer.substring(Math.max(0, answer.indexOf("\r\n\r\n"))));
    }
}
