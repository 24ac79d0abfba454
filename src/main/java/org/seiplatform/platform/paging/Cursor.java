package org.seiplatform.platform.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/**
 * The sort key of the last item of a page. To callers it is an opaque word; a checksum tells our words from made-up ones, and
 * every accessor refuses a key of another shape, such as a cursor of another list.
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

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws ProblemException {@code invalid_cursor} for anything else
     */
    public static Cursor decode(String word) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(word));
            int checksum = bytes.getInt();
            byte[] key = new byte[bytes.remaining()];
            bytes.get(key);
            if (checksum != checksum(key)) {
                throw invalid();
            }
            return new Cursor(List.of(new String(key, UTF_8).split(SEPARATOR, -1)));
        } catch (IllegalArgumentException | BufferUnderflowException exception) {
            throw invalid();
        }
    }

    /** The word that callers hand back. */
    public String encode() {
        byte[] bytes = String.join(SEPARATOR, key).getBytes(UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(checksum(bytes))
                .put(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
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

    private static int checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ProblemType.INVALID_CURSOR, "Take the cursor from next_cursor of a page of the same list.");
    }
}
