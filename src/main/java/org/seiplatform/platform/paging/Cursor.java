package org.seiplatform.platform.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/**
 * The sort key of the last item of a page. To callers it is an opaque word that is sealed by {@link CursorSeal}.
 *
 * @param key the parts of the key, in the order of sorting
 */
public record Cursor(List<String> key) {

    private static final String SEPARATOR = "\u001f";

    public Cursor {
        key = List.copyOf(key);
    }

    /** A cursor after the item with this sort key; instants keep their full precision. */
    public static Cursor after(Object... key) {
        return new Cursor(Stream.of(key).map(Object::toString).toList());
    }

    /** Reads what {@link #toBytes()} wrote. */
    static Cursor ofBytes(byte[] bytes) {
        return new Cursor(List.of(new String(bytes, UTF_8).split(SEPARATOR, -1)));
    }

    byte[] toBytes() {
        return String.join(SEPARATOR, key).getBytes(UTF_8);
    }

    public String text(int part) {
        return read(part, Function.identity());
    }

    public UUID uuid(int part) {
        return read(part, UUID::fromString);
    }

    public Instant instant(int part) {
        return read(part, Instant::parse);
    }

    public long number(int part) {
        return read(part, Long::valueOf);
    }

    private <T> T read(int part, Function<String, T> reader) {
        if (part >= key.size()) {
            throw invalid();
        }
        try {
            return reader.apply(key.get(part));
        } catch (IllegalArgumentException | DateTimeException exception) {
            throw invalid();
        }
    }

    static ProblemException invalid() {
        return new ProblemException(
                ProblemType.INVALID_CURSOR, "Take the cursor from next_cursor of a page of the same list.");
    }
}
