package org.seiplatform.platform.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.seiplatform.platform.dataversion.Version;

/**
 * An answer as it was sent.
 *
 * @param number with {@code stamp} the version of the data that was current before it was computed
 * @param minute that of the question
 * @param computedAt in milliseconds since 1970
 * @param freshUntil in milliseconds since 1970
 * @param link the header of that name; empty if there was none
 */
record CachedResponse(
        long number,
        long stamp,
        long minute,
        long computedAt,
        long freshUntil,
        String contentType,
        String entityTag,
        String link,
        byte[] body) {

    private static final int FORMAT = 1;

    /** Whether it is what would be computed now. */
    boolean isCurrent(Version version, long askedMinute, Instant now) {
        return version.isSameAs(number, stamp) && minute == askedMinute && now.toEpochMilli() < freshUntil;
    }

    Duration age(Instant now) {
        return Duration.ofMillis(Math.max(0, now.toEpochMilli() - computedAt));
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 200);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(number);
            out.writeLong(stamp);
            out.writeLong(minute);
            out.writeLong(computedAt);
            out.writeLong(freshUntil);
            out.writeUTF(contentType);
            out.writeUTF(entityTag);
            out.writeUTF(link);
            out.writeInt(body.length);
            out.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Empty if that is not what {@link #encode()} of this release makes. */
    static Optional<CachedResponse> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                return Optional.empty();
            }
            long number = in.readLong();
            long stamp = in.readLong();
            long minute = in.readLong();
            long computedAt = in.readLong();
            long freshUntil = in.readLong();
            String contentType = in.readUTF();
            String entityTag = in.readUTF();
            String link = in.readUTF();
            int length = in.readInt();
            byte[] body = in.readAllBytes();
            return body.length == length
                    ? Optional.of(new CachedResponse(
                            number, stamp, minute, computedAt, freshUntil, contentType, entityTag, link, body))
                    : Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }
}
