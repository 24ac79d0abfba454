package org.seiplatform.platform.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.RawConnection;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever the input, the answer is a documented problem, nothing is stored and nothing leaks. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemApiTests {

    private static final String REPOSITORIES = "/api/v1/repositories";

    @Autowired
    private Api api;

    private String key = "";
    private Session manager;

    @BeforeEach
    void makeTenant() {
        Tenant tenant = api.tenant();
        key = tenant.newKey(Role.MANAGER);
        manager = api.as(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\":\"x\"",
                "{\"name\":\"x\",}",
                "{'name':'x'}",
                "{\"name\":\"x\"} trailing",
                "{\"name\":\"x\",\"name\":\"y\",\"provider\":\"git\",\"provider_id\":\"1\"}",
                "{\"name\":NaN}",
                "{\"name\":\"\u0001\"}",
                "<repository/>",
                "name=x&provider=git"
            })
    void whatIsNotJsonIsMalformed(String body) {
        manager.post(REPOSITORIES, body).expectProblem(400, "malformed_json");
        nothingWasStored();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "'' | []",
                "'' | 5",
                "'' | \"text\"",
                "/name | {'provider':'git','provider_id':'1'}",
                "/name | {'name':null,'provider':'git','provider_id':'1'}",
                "/name | {'name':'','provider':'git','provider_id':'1'}",
                "/name | {'name':7,'provider':'git','provider_id':'1'}",
                "/name | {'name':true,'provider':'git','provider_id':'1'}",
                "/name | {'name':['x'],'provider':'git','provider_id':'1'}",
                "/name | {'name':{'x':1},'provider':'git','provider_id':'1'}",
                "/name | {'name':1e400,'provider':'git','provider_id':'1'}",
                "/name | {'name':'a\\u0000b','provider':'git','provider_id':'1'}",
                "/name | {'name':'a\\ud800b','provider':'git','provider_id':'1'}",
                "/provider | {'name':'x','provider':'svn','provider_id':'1'}",
                "/provider | {'name':'x','provider':'GITHUB','provider_id':'1'}",
                "/provider | {'name':'x','provider':0,'provider_id':'1'}",
                "/provider | {'name':'x','provider':'','provider_id':'1'}",
                "/provider_id | {'name':'x','provider':'git','provider_id':123}",
                "/url | {'name':'x','provider':'git','provider_id':'1','url':'javascript:alert(1)'}",
                "/url | {'name':'x','provider':'git','provider_id':'1','url':'https://u:p@host/x'}",
                "/providerId | {'name':'x','provider':'git','providerId':'1'}",
                "/a~1b~0c | {'name':'x','provider':'git','provider_id':'1','a/b~c':1}",
                "/id | {'name':'x','provider':'git','provider_id':'1','id':'3f0e5e0e-3d5b-4f0a-9e9f-0d6f5f0e5e0e'}",
            })
    void jsonOfTheWrongShapeIsInvalid(String pointer, String body) {
        manager.post(REPOSITORIES, body.replace('\'', '"')).expectInvalid(pointer);
        nothingWasStored();
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        Answer answer = manager.post(REPOSITORIES, "{\"name\":\"\",\"url\":\"nowhere\"}");

        answer.expectProblem(422, "validation_failed");
        assertThat(answer.json("/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/name", "/provider", "/provider_id", "/url");
    }

    @Test
    void longTextsAreInvalidHoweverLong() {
        manager.post(REPOSITORIES, repository("x".repeat(201))).expectInvalid("/name");
        manager.post(REPOSITORIES, repository("x".repeat(2_000_000))).expectInvalid("/name");
        manager.post(REPOSITORIES, "{\"name\":" + "9".repeat(5000) + "}").expectProblem(422, "validation_failed");
        manager.post(REPOSITORIES, "{\"" + "n".repeat(5000) + "\":1}").expectProblem(422, "validation_failed");
        nothingWasStored();
    }

    @Test
    void deepNestingIsRefused() {
        manager.post(REPOSITORIES, "[".repeat(100_000)).expectProblem(422, "validation_failed");
        manager.post(REPOSITORIES, "{\"name\":" + "[".repeat(1000) + "]".repeat(1000) + "}")
                .expectProblem(422, "validation_failed");
    }

    @Test
    void invalidUtf8IsMalformed() {
        byte[] body = repository("x?y").getBytes(UTF_8);
        for (int index = 0; index < body.length; index++) {
            if (body[index] == '?') {
                body[index] = (byte) 0xff;
            }
        }

        manager.post(REPOSITORIES, "application/json", body).expectProblem(400, "malformed_json");
        nothingWasStored();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table repositories; --",
                "<script>alert(1)</script>",
                "${jndi:ldap://127.0.0.1/x}",
                "%s%s%n",
                "../../etc/passwd",
                "\u202etxt.exe",
                "日本語 🚀"
            })
    void textIsOnlyText(String name) {
        UUID id = manager.post(REPOSITORIES, repository(name)).expect(201).uuid("/id");

        assertThat(manager.get(REPOSITORIES + "/" + id).text("/name")).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "nonsense",
                "a/b/c",
                "*/*",
                "application/*",
                "application/*+json",
                "application/json-patch+json",
                "application/merge-patch+json",
                "application/problem+json",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "application/json;charset=nonsense"
            })
    void otherMediaTypesAreNotSupported(String type) {
        manager.post(REPOSITORIES, type, repository("x").getBytes(UTF_8)).expectProblem(415, "unsupported_media_type");
        nothingWasStored();
    }

    @Test
    void aBodyOverTheLimitIsRefusedWhetherItSaysItsLengthOrNot() {
        byte[] large = new byte[11 * 1024 * 1024];
        Arrays.fill(large, (byte) ' ');

        manager.send(manager.request(REPOSITORIES)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> stream(large))))
                .expectProblem(413, "payload_too_large");
        manager.post(REPOSITORIES, "application/json", large).expectProblem(413, "payload_too_large");
        nothingWasStored();
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, ?limit",
        "limit=201, ?limit",
        "limit=-1, ?limit",
        "limit=ten, ?limit",
        "limit=99999999999999999999, ?limit",
        "limit=, ?limit",
        "provider=svn, ?provider",
        "name=%00, ?name",
    })
    void wrongParametersAreInvalid(String query, String pointer) {
        manager.get(REPOSITORIES + "?" + query).expectInvalid(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=%zz", "name=%", "%=1"})
    void parametersThatCannotBeDecodedAreMalformed(String query) throws IOException {
        String answer = RawConnection.exchange(
                manager.base(),
                "GET /api/v1/repositories?" + query + " HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key
                        + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed_request\"");
    }

    @Test
    void moreParametersThanAnyoneNeedsAreRefused() {
        manager.get(REPOSITORIES + "?" + "a=1&".repeat(1500)).expectProblem(400, "malformed_request");
    }

    @Test
    void aFormIsNotReadHoweverLong() {
        byte[] form = ("name=" + "x".repeat(3_000_000)).getBytes(UTF_8);

        manager.post(REPOSITORIES, "application/x-www-form-urlencoded", form)
                .expectProblem(415, "unsupported_media_type");
    }

    @Test
    void aCallerWhoLeavesIsNoError(CapturedOutput output) throws IOException {
        try (Socket socket = new Socket(manager.base().getHost(), manager.base().getPort())) {
            String request = "POST /api/v1/repositories HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key
                    + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\":";
            socket.getOutputStream().write(request.getBytes(UTF_8));
        }
        manager.get(REPOSITORIES).expect(200);

        assertThat(output.getAll()).doesNotContain("Unexpected error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "AAAA", "!!!!", "AAAAAAAAAAAAAAAA", "%F0%9F%9A%80"})
    void cursorsThatAreNotOursAreRefused(String cursor) {
        manager.get(REPOSITORIES + "?cursor=" + cursor).expectProblem(400, "invalid_cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "nonsense", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1", "%27%20or%201=1"})
    void whatIsNotAnIdNamesNothing(String id) {
        manager.get(REPOSITORIES + "/" + id).expectProblem(404, "not_found");
    }

    @Test
    void unknownAddressesAndMethodsAreProblemsToo() {
        manager.get("/nowhere").expectProblem(404, "not_found");
        manager.get("/api/v1/nowhere").expectProblem(404, "not_found");
        manager.get("/error").expectProblem(404, "not_found");
        Answer answer = manager.put(REPOSITORIES).expectProblem(405, "method_not_allowed");
        assertThat(answer.header("Allow").orElseThrow()).contains("GET", "POST");
    }

    @Test
    void whatCannotBeProducedIsNotAcceptable() {
        manager.send(manager.request(REPOSITORIES)
                        .header("Accept", "application/xml")
                        .GET())
                .expectProblem(406, "not_acceptable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | malformed_request | GET /api/v1/teams?name=<> HTTP/1.1",
                "400 | malformed_request | GET /api/v1/%zz HTTP/1.1",
                "400 | malformed_request | GET /api/v1/a%2Fb HTTP/1.1",
                "400 | malformed_request | GET /api/v1/..;/x HTTP/1.1",
                "400 | malformed_request | GET /api/v1/%00 HTTP/1.1",
                "400 | malformed_request | GET //api//v1 HTTP/1.1",
                "400 | malformed_request | G@T /api/v1/teams HTTP/1.1",
            })
    void whatTheContainerRefusesIsAProblemToo(int status, String code, String requestLine) throws IOException {
        String answer = RawConnection.exchange(
                api.anonymous().base(), requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json", "\"code\":\"" + code + "\"", "X-Request-Id: ")
                .doesNotContainIgnoringCase("exception", "tomcat", "<html");
    }

    @Test
    void whatIsTooLongSaysWhatIsTooLong() throws IOException {
        String large = "X-Large: " + "x".repeat(20_000) + "\r\n";
        String many = "X-Many: x\r\n".repeat(150);

        for (String headers : List.of(large, many)) {
            assertThat(RawConnection.exchange(
                            api.anonymous().base(), "GET /api/v1/teams HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n"))
                    .startsWith("HTTP/1.1 431")
                    .contains("application/problem+json", "\"code\":\"headers_too_large\"");
        }
        assertThat(RawConnection.exchange(
                        api.anonymous().base(),
                        "GET /api/v1/teams?name=" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414")
                .contains("application/problem+json", "\"code\":\"uri_too_long\"");
    }

    @Test
    void anotherVersionOfHttpIsNotOurError() throws IOException {
        assertThat(RawConnection.exchange(
                        api.anonymous().base(), "GET /api/v1/teams HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 505")
                .contains("application/problem+json", "\"code\":\"http_version_not_supported\"");
    }

    @Test
    void theCallersRequestIdIsKeptIfItIsSane() {
        Answer sane = manager.send(manager.request(REPOSITORIES)
                .header("X-Request-Id", "build-7.2_x")
                .GET());
        Answer odd = manager.send(
                manager.request(REPOSITORIES).header("X-Request-Id", "a b\"<>").GET());
        Answer longer = manager.send(manager.request(REPOSITORIES)
                .header("X-Request-Id", "x".repeat(65))
                .GET());

        assertThat(sane.header("X-Request-Id")).hasValue("build-7.2_x");
        assertThat(odd.header("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
        assertThat(longer.header("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
    }

    private static String repository(String name) {
        return "{\"name\":\"" + name.replace("\"", "\\\"") + "\",\"provider\":\"git\",\"provider_id\":\"1\"}";
    }

    private void nothingWasStored() {
        assertThat(manager.get(REPOSITORIES).json("/items")).isEmpty();
    }
}
