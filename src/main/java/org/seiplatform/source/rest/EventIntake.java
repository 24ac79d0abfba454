package org.seiplatform.source.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event;
import org.seiplatform.fact.EventIngest;
import org.seiplatform.fact.EventReferences;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.IngestMetrics;
import org.seiplatform.fact.IngestResult;
import org.seiplatform.fact.SharedIngest;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the events of a request in. Everything is read and validated first, a stream into a file, so that no transaction is open
 * while a caller is slow.
 */
@Component
class EventIntake {

    /** Of a body that is stored together with those of other callers. */
    private static final int SMALL = 64 * 1024;

    private final EventIngest ingest;
    private final SharedIngest sharedIngest;
    private final EventReferences references;
    private final EventProperties properties;
    private final JsonMapper json;
    private final Validator validator;
    private final Clock clock;
    private final IngestMetrics metrics;

    EventIntake(
            EventIngest ingest,
            SharedIngest sharedIngest,
            EventReferences references,
            EventProperties properties,
            JsonMapper json,
            Validator validator,
            Clock clock,
            IngestMetrics metrics) {
        this.ingest = ingest;
        this.sharedIngest = sharedIngest;
        this.references = references;
        this.properties = properties;
        this.json = json;
        this.validator = validator;
        this.clock = clock;
        this.metrics = metrics;
    }

    <R extends EventRequest> IngestAnswer take(
            UUID organizationId, FactKind kind, Class<R> type, OnError onError, HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must not be compressed.");
        }
        Rejections rejections = new Rejections(properties.maxReportedErrors());
        Translation translation =
                new Translation(organizationId, clock.instant().truncatedTo(ChronoUnit.MICROS), validator, references);
        EventReader<R> reader = new EventReader<>(json, type, translation, rejections);
        try {
            return MediaType.APPLICATION_NDJSON.isCompatibleWith(MediaType.valueOf(request.getContentType()))
                    ? takeStream(organizationId, reader, rejections, onError, request)
                    : takeJson(organizationId, reader, rejections, onError, request);
        } finally {
            metrics.rejected(EventIngest.Source.API, kind, rejections.events());
        }
    }

    private IngestAnswer takeJson(
            UUID organizationId,
            EventReader<?> reader,
            Rejections rejections,
            OnError onError,
            HttpServletRequest request) {
        List<Event> events;
        try (InputStream body = request.getInputStream()) {
            events = reader.readAll(body, properties.maxArrayLength());
        } catch (IOException exception) {
            throw interrupted();
        }
        boolean small = request.getContentLength() >= 0 && request.getContentLength() <= SMALL;
        return store(
                events.size(),
                rejections,
                onError,
                () -> small
                        ? sharedIngest.ingest(organizationId, events)
                        : ingest.ingest(organizationId, EventIngest.Source.API, events));
    }

    private IngestAnswer takeStream(
            UUID organizationId,
            EventReader<?> reader,
            Rejections rejections,
            OnError onError,
            HttpServletRequest request) {
        try (Spool spool = Spool.create()) {
            LineReader lines =
                    new LineReader(request.getInputStream(), properties.maxStreamSize(), properties.maxLineLength());
            long accepted = 0;
            for (Line line = next(lines); line != null; line = next(lines)) {
                if (!line.isBlank() && reader.accepts(line, accepted + rejections.events())) {
                    spool.write(line);
                    accepted++;
                }
            }
            SpooledEvents events = new SpooledEvents(spool, reader::read);
            return store(
                    accepted, rejections, onError, () -> ingest.ingest(organizationId, EventIngest.Source.API, events));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private IngestAnswer store(long accepted, Rejections rejections, OnError onError, Supplier<IngestResult> ingest) {
        if (onError == OnError.ABORT && !rejections.isEmpty()) {
            throw rejections.toProblem(accepted + rejections.events());
        }
        return IngestAnswer.of(ingest.get(), rejections);
    }

    private static @Nullable Line next(LineReader lines) {
        try {
            return lines.next();
        } catch (IOException exception) {
            throw interrupted();
        }
    }

    private static ProblemException interrupted() {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, "The body ended before it was complete.");
    }
}
