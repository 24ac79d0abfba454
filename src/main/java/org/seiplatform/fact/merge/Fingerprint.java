package org.seiplatform.fact.merge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first 128 bits of the SHA-256 of what a state says, whenever it says it. Of two states with the same time and progress the
 * one with the greater fingerprint wins, so that no tie depends on which arrived first.
 */
public record Fingerprint(long high, long low) implements Comparable<Fingerprint> {

    /**
     * The fingerprint of a content.
     *
     * @param content strings, numbers, instants, enum constants, lists of them, and nulls, in a fixed order
     */
    public static Fingerprint of(@Nullable Object... content) {
        StringBuilder canonical = new StringBuilder(256);
        for (Object part : content) {
            append(canonical, part);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        return new Fingerprint(digest.getLong(), digest.getLong());
    }

    /** Each part says its length, so that no two contents have one canonical form. */
    private static void append(StringBuilder canonical, @Nullable Object part) {
        switch (part) {
            case null -> canonical.append('-');
            case List<?> parts -> {
                canonical.append('[').append(parts.size()).append(':');
                parts.forEach(element -> append(canonical, element));
            }
            default -> {
                String text = part.toString();
                canonical.append(text.length()).append(':').append(text);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("Every Java platform has SHA-256", exception);
        }
    }

    public static Fingerprint ofBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Fingerprint(buffer.getLong(), buffer.getLong());
    }

    public String hex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    @Override
    public int compareTo(Fingerprint other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }
}
