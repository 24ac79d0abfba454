package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Enumeration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabases;

/** A stream of any length is taken in without holding it. */
class EventStreamMemoryIT {

    private static final int LINES = 100_000;
    /** So long a message in every line makes the stream several times as large as the heap. */
    private static final String MESSAGE = "m".repeat(4000);

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aStreamLongerThanTheHeapIsTakenIn() {
        try (PackagedService service = PackagedService.on(TestDatabases.create(Edition.PLAIN))
                .option("-Xmx128m")
                .option("-XX:+ExitOnOutOfMemoryError")
                .start()) {
            Tenant tenant = service.api().tenant();
            UUID repository = tenant.repository("service");

            Answer answer = tenant.ingest()
                    .send(tenant.ingest()
                            .request("/api/v1/events/commits")
                            .timeout(Duration.ofMinutes(5))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofInputStream(() -> stream(repository))));

            answer.expect(200);
            assertThat(answer.json("/created").asInt()).isEqualTo(LINES);
        }
    }

    private static InputStream stream(UUID repository) {
        return new SequenceInputStream(new Enumeration<>() {

            private int line;

            @Override
            public boolean hasMoreElements() {
                return line < LINES;
            }

            @Override
            public InputStream nextElement() {
                String at = BEGINNING.plusSeconds(line).toString();
                return new ByteArrayInputStream(
                        """
                        {"repository_id":"%s","sha":"%040x","parents":[],"authored_at":"%s","committed_at":"%s","message":"%s"}
                        """.formatted(repository, ++line, at, at, MESSAGE).getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
