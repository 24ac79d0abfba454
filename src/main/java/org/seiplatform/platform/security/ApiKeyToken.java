package org.seiplatform.platform.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key as its holder has it: {@code sei_<id>_<secret>}. Never printed, never stored.
 *
 * @param id names the key, and is no secret
 * @param secret proves possession
 */
public record ApiKeyToken(String id, String secret) {

    /** What every key begins with; tells keys from other bearer tokens, and lets secret scanners find them. */
    public static final String PREFIX = "sei_";

    private static final Pattern FORM = Pattern.compile("sei_([a-z0-9]{1,32})_([A-Za-z0-9]{32,128})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    /** A new key of 256 random bits, which cannot be guessed, however fast the hash. */
    public static ApiKeyToken generate() {
        return new ApiKeyToken(random(ID_BYTES), random(SECRET_BYTES));
    }

    /** Empty if the text has not the form of a key. */
    public static Optional<ApiKeyToken> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new ApiKeyToken(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** The whole key, to be shown once. */
    public String reveal() {
        return PREFIX + id + "_" + secret;
    }

    /** What is stored instead of the secret. */
    byte[] secretHash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("Every Java has SHA-256", exception);
        }
    }

    /** Whether this is the key whose hash that is, in time that does not depend on how much of it is right. */
    boolean matches(byte[] secretHash) {
        return MessageDigest.isEqual(secretHash(), secretHash);
    }

    @Override
    public String toString() {
        return PREFIX + id + "_...";
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
