package org.seiplatform.source.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event;
import org.seiplatform.platform.problem.JsonProblems;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events of one request, all of one kind. */
final class EventReader<R extends EventRequest> {

    private final JsonMapper json;
    private final ObjectReader reader;
    private final Class<R> type;
    private final Translation translation;
    private final Rejections rejections;

    EventReader(JsonMapper json, Class<R> type, Translation translation, Rejections rejections) {
        this.json = json;
        this.reader = json.readerFor(type);
        this.type = type;
        this.translation = translation;
        this.rejections = rejections;
    }

    /**
     * Reads a line that holds an event.
     *
     * @param index which of the events it is, from 0
     * @return whether it is valid; if not, it is among the rejections
     */
    boolean accepts(Line line, long index) {
        try {
            if (line.tooLong()) {
                throw ProblemException.invalid("", "is too long a line");
            }
            translation.validated(parse(line));
            return true;
        } catch (ProblemException problem) {
            reject(problem, "", index, line.number());
            return false;
        }
    }

    /** The event of a line that was accepted. */
    Event read(Line line) {
        return parse(line).toEvent(translation);
    }

    private R parse(Line line) {
        return refusingNull(read(() -> reader.readValue(line.bytes())));
    }

    /**
     * Reads one event or an array of them.
     *
     * @param maxLength of the array
     * @return the valid ones; the others are among the rejections
     * @throws ProblemException where the body is no JSON at all, or the array is too long
     */
    List<Event> readAll(InputStream body, int maxLength) throws IOException {
        try (JsonParser parser = json.createParser(body)) {
            JsonToken first = parser.nextToken();
            List<Event> events = new ArrayList<>();
            if (first == JsonToken.START_ARRAY) {
                for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                    if (index == maxLength) {
                        throw tooLong(maxLength);
                    }
                    add(events, parser.readValueAsTree(), "/" + index, index);
                }
            } else if (first != null) {
                add(events, parser.readValueAsTree(), "", 0);
            }
            if (first == null || parser.nextToken() != null) {
                throw new ProblemException(
                        ProblemType.MALFORMED_JSON, "The body is empty, or goes on after its JSON value.");
            }
            return events;
        } catch (JacksonException exception) {
            throw JsonProblems.of(exception);
        }
    }

    private void add(List<Event> events, JsonNode node, String pointer, long index) {
        try {
            R request = refusingNull(read(() -> json.treeToValue(node, type)));
            events.add(translation.validated(request));
        } catch (ProblemException problem) {
            reject(problem, pointer, index, null);
        }
    }

    /** What is wrong with the event; that it cannot be looked at just now is not. */
    private void reject(ProblemException problem, String pointer, long index, @Nullable Long line) {
        if (problem.type().status().is5xxServerError()) {
            throw problem;
        }
        rejections.add(problem, pointer, index, line);
    }

    private static <T extends @Nullable Object> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (JacksonException exception) {
            throw JsonProblems.of(exception);
        }
    }

    private static <T> T refusingNull(@Nullable T request) {
        if (request == null) {
            throw ProblemException.invalid("", "must be an object");
        }
        return request;
    }

    private static ProblemException tooLong(int maxLength) {
        return new ProblemException(
                ProblemType.PAYLOAD_TOO_LARGE,
                "An array may have " + maxLength + " events at most; send more as application/x-ndjson.");
    }

    private interface Reading<T extends @Nullable Object> {

        T read();
    }
}
