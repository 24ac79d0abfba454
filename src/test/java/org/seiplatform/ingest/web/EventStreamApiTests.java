package org.seiplatform.ingest.web;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.LongStream;
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

    private static final long LINES = 100_000;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aHundredThousandLinesAreOneRequest() {
        Tenant tenant = api.tenant();
        UUID repository = EventFixture.repository(jdbc, tenant.id());
        java.util.Map<String, Integer> samples = new java.util.concurrent.ConcurrentHashMap<>();
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    return;
                }
                jdbc.sql(
                                "select coalesce(string_agg(state || ' ' || coalesce(wait_event,'') || ' ' || regexp_replace(left(query, 90), '\\s+', ' ', 'g'), ';'), 'none') from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and state <> 'idle'")
                        .query(String.class)
                        .list()
                        .forEach(q -> samples.merge(q, 1, Integer::sum));
            }
        });
        for (int i = 0; i < 3; i++) {
            samples.clear();
            UUID r = i == 2 ? EventFixture.repository(jdbc, tenant.id()) : repository;
            long start = System.nanoTime();
            Answer answer = stream(
                    tenant,
                    "/api/v1/events/commits",
                    LongStream.range(0, LINES)
                            .mapToObj(number -> line(r, number))
                            .iterator());
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("%s: %.1f s, %.0f lines/s%n", answer.body(), seconds, LINES / seconds);
            samples.entrySet().stream()
                    .sorted((a, b) -> b.getValue() - a.getValue())
                    .limit(12)
                    .forEach(e -> System.out.println("   " + e.getValue() + " " + e.getKey()));
        }
    }

    private static String line(UUID repository, long number) {
        return """
                {"repository_id":"%s","sha":"%s","parents":["%s"],"author":{"name":"Developer %d","email":"d%d@example.org"},\
                "committer":{"name":"Developer %d","email":"d%d@example.org"},"authored_at":"%s","committed_at":"%s",\
                "message":"Change number %d\\n\\nIt says why.","lines_added":%d,"lines_deleted":%d,"files_changed":3,"branch":"main"}
                """.formatted(
                        repository,
                        EventFixture.sha(number),
                        EventFixture.sha(number - 1 & 0xffffff),
                        number % 50,
                        number % 50,
                        number % 50,
                        number % 50,
                        java.time.Instant.ofEpochSecond(1_700_000_000 + number * 600),
                        java.time.Instant.ofEpochSecond(1_700_000_100 + number * 600),
                        number,
                        number % 100,
                        number % 70);
    }

    /** Sends the lines as they are made, so that the test holds no more of them than the service does. */
    static Answer stream(Tenant tenant, String path, Iterator<String> lines) {
        return tenant.ingest()
                .send(tenant.ingest()
                        .request(path)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofInputStream(() -> new Lines(lines))));
    }

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
