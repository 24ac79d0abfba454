package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.source.rest.EventBody.sha;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Streams of newline-delimited JSON. */
@ApiTest
class EventStreamApiTests {

    private static final String COMMITS = "/api/v1/events/commits";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void aRepository() {
        tenant = api.tenant();
        repository = tenant.repository("service");
    }

    @Test
    void twentyThousandLinesAreOneRequest() {
        long lines = 20_000;
        Answer answer =
                stream(COMMITS, LongStream.range(0, lines).mapToObj(this::line).iterator());
        CommitEventApiTests.expect(answer, lines, lines, 0, 0);
        assertThat(stored()).isEqualTo(lines);
        assertThat(jdbc.sql("select count(*) from developers where organization_id = :o")
                        .param("o", tenant.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(50);
    }

    @Test
    void blankLinesAndEitherLineEndAreFine() {
        Answer answer = stream("\n" + line(1).strip() + "\r\n \t\n\n" + line(2).strip());
        CommitEventApiTests.expect(answer, 2, 2, 0, 0);
    }

    @Test
    void anEmptyStreamHoldsNoEvents() {
        CommitEventApiTests.expect(stream(""), 0, 0, 0, 0);
    }

    @Test
    void oneBadLineKeepsAllOthersOut() {
        Answer answer = stream(line(1) + "\n{\"sha\": 1}\n" + line(2) + "nonsense\n");
        answer.expectProblem(422, "validation_failed");
        assertThat(answer.text("/detail")).isEqualTo("2 of 4 events are not valid, so nothing was stored.");
        assertThat(answer.json("/errors/0"))
                .isEqualTo(
                        answer.mapper()
                                .readTree(
                                        "{\"pointer\": \"/sha\", \"message\": \"must be a string\", \"index\": 1, \"line\": 3}"));
        assertThat(answer.json("/errors/1")).isEqualTo(answer.mapper().readTree("""
                        {"pointer": "", "message": "is not well-formed JSON", "index": 3, "line": 5}"""));
        assertThat(stored()).isZero();
    }

    @Test
    void onDemandTheGoodLinesAreStoredAndTheBadOnesReported() {
        String unknown =
                line(3).replace(repository.toString(), UUID.randomUUID().toString());
        Answer answer = stream(
                COMMITS + "?on_error=continue",
                Arrays.asList(line(1), "[]\n", line(2), "null\n", unknown).iterator());
        assertThat(answer.expect(200).json()).isEqualTo(answer.mapper().readTree("""
                        {"received": 5, "created": 2, "updated": 0, "unchanged": 0, "rejected": 3, "errors": [
                          {"pointer": "", "message": "must be an object", "index": 1, "line": 2},
                          {"pointer": "", "message": "must be an object", "index": 3, "line": 4},
                          {"pointer": "/repository_id", "message": "unknown repository", "index": 4, "line": 5}]}"""));
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void anOddDateCostsOnlyItsLine() {
        List<String> dates = List.of(
                "\"2026-11-20T10:00:00+19:00\"",
                "\"2116-05-01T10:00:00Z\"",
                "\"1969-12-31T23:59:59Z\"",
                "\"12116-05-01T10:00:00Z\"",
                "1e400",
                "99999999999999999999",
                "\"yesterday\"");
        List<String> lines = new ArrayList<>(List.of(line(1)));
        dates.forEach(
                date -> lines.add(line(2).replaceFirst("\"authored_at\":\\s*\"[^\"]*\"", "\"authored_at\": " + date)));
        lines.add(line(3));

        Answer answer = stream(COMMITS + "?on_error=continue", lines.iterator());

        assertThat(answer.expect(200).json("/created").asInt()).isEqualTo(2);
        assertThat(answer.json("/rejected").asInt()).isEqualTo(dates.size());
        assertThat(answer.json("/errors"))
                .extracting(error -> error.get("pointer").asString())
                .containsOnly("/authored_at");
    }

    @Test
    void allRejectionsAreCountedAndTheFirstHundredListed() {
        Answer answer = stream(
                COMMITS + "?on_error=continue",
                LongStream.range(0, 250).mapToObj(number -> "{}\n").iterator());
        assertThat(answer.expect(200).json("/rejected").asInt()).isEqualTo(250);
        assertThat(answer.json("/errors").size()).isEqualTo(100);
    }

    @Test
    void aLineThatIsTooLongIsRejectedWithoutBeingHeld() {
        Iterator<String> lines = LongStream.range(0, 3)
                .mapToObj(number -> number == 1 ? "x".repeat(3_000_000) + "\n" : line(number))
                .iterator();
        Answer answer = stream(COMMITS + "?on_error=continue", lines);
        assertThat(answer.expect(200).json("/created").asInt()).isEqualTo(2);
        assertThat(answer.text("/errors/0/message")).isEqualTo("is too long a line");
        assertThat(answer.json("/errors/0/line").asInt()).isEqualTo(2);
    }

    @Test
    void otherKindsOfEventsAreStreamedAlike() {
        String deployment = """
                {"repository_id":"%s","external_id":"%d","environment":"production","commit_sha":"%s","status":"success",\
                "finished_at":"%s","updated_at":"2026-03-03T09:00:00Z"}
                """;
        Answer answer = stream(
                "/api/v1/events/deployments",
                LongStream.range(0, 1_200)
                        .mapToObj(number -> deployment.formatted(
                                repository, number, sha(number), Instant.ofEpochSecond(1_700_000_000 + number)))
                        .iterator());
        CommitEventApiTests.expect(answer, 1_200, 1_200, 0, 0);
    }

    private String line(long number) {
        return """
                {"repository_id":"%s","sha":"%s","parents":["%s"],"author":{"name":"Developer %d","email":"d%d@example.org"},\
                "authored_at":"%s","committed_at":"%s","message":"Change number %d\\n\\nIt says why.","lines_added":%d,\
                "lines_deleted":7,"files_changed":3,"branch":"main"}
                """.formatted(
                        repository,
                        sha(number),
                        sha(number + 1),
                        number % 50,
                        number % 50,
                        Instant.ofEpochSecond(1_700_000_000 + number * 600),
                        Instant.ofEpochSecond(1_700_000_100 + number * 600),
                        number,
                        number % 100);
    }

    private Answer stream(String lines) {
        return stream(COMMITS, Arrays.asList(lines).iterator());
    }

    /** Sends the lines as they are made, so that the test holds no more of them than the service does. */
    private Answer stream(String path, Iterator<String> lines) {
        return tenant.ingest()
                .send(tenant.ingest()
                        .request(path)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofInputStream(() -> new Lines(lines))));
    }

    private long stored() {
        return jdbc.sql("select count(*) from commits where repository_id = :repository")
                .param("repository", repository)
                .query(Long.class)
                .single();
    }

    /** The lines as bytes. */
    private static final class Lines extends InputStream {

        private final Iterator<String> lines;
        private byte[] current = new byte[0];
        private int position;

        private Lines(Iterator<String> lines) {
            this.lines = lines;
        }

        @Override
        public int read() {
            return fill() ? current[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int written = 0;
            while (written < length && fill()) {
                int count = Math.min(length - written, current.length - position);
                System.arraycopy(current, position, buffer, offset + written, count);
                position += count;
                written += count;
            }
            return written == 0 ? -1 : written;
        }

        private boolean fill() {
            while (position == current.length && lines.hasNext()) {
                current = lines.next().getBytes(StandardCharsets.UTF_8);
                position = 0;
            }
            return position < current.length;
        }
    }
}
