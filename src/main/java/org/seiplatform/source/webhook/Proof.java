package org.seiplatform.source.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a request brings along to prove that its sender knows a secret; compared in time that does not depend on the secret. */
public sealed interface Proof {

    /**
     * Whether it proves knowledge of this secret.
     *
     * @param now when the request came
     * @param clockSkew how far the time of a signature may be from that
     */
    boolean holds(String secret, byte[] body, Instant now, Duration clockSkew);

    /** GitHub's {@code X-Hub-Signature-256}; null where the header is missing. */
    static Proof gitHub(@Nullable String signature) {
        return signature == null ? new None() : new HubSignature(signature);
    }

    /**
     * GitLab's signature where it sends one, else its token.
     *
     * @param token the header {@code X-Gitlab-Token}
     * @param id the header {@code webhook-id}; likewise {@code timestamp} and {@code signature}
     */
    static Proof gitLab(
            @Nullable String token, @Nullable String id, @Nullable String timestamp, @Nullable String signature) {
        if (id != null && timestamp != null && signature != null) {
            return new StandardSignature(id, timestamp, signature);
        }
        return token == null ? new None() : new Token(token);
    }

    /** No proof at all. */
    record None() implements Proof {

        @Override
        public boolean holds(String secret, byte[] body, Instant now, Duration clockSkew) {
            return false;
        }
    }

    /** HMAC-SHA256 of the body, as {@code sha256=} and hexadecimal digits. */
    record HubSignature(String header) implements Proof {

        private static final String PREFIX = "sha256=";

        @Override
        public boolean holds(String secret, byte[] body, Instant now, Duration clockSkew) {
            String expected = PREFIX + HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), body));
            return MessageDigest.isEqual(expected.getBytes(UTF_8), header.getBytes(UTF_8));
        }
    }

    /** The secret itself. */
    record Token(String header) implements Proof {

        @Override
        public boolean holds(String secret, byte[] body, Instant now, Duration clockSkew) {
            // Of the same length whatever was sent: comparing the secrets themselves would tell how long ours is.
            return MessageDigest.isEqual(hmac(KEY, secret.getBytes(UTF_8)), hmac(KEY, header.getBytes(UTF_8)));
        }

        private static final byte[] KEY = "sei webhook token".getBytes(UTF_8);

        @Override
        public String toString() {
            return "Token[...]";
        }
    }

    /** A signature after the Standard Webhooks specification, over id, time and body. */
    record StandardSignature(String id, String timestamp, String signatures) implements Proof {

        private static final String KEY_PREFIX = "whsec_";

        @Override
        public boolean holds(String secret, byte[] body, Instant now, Duration clockSkew) {
            byte[] key = key(secret);
            if (key == null || !recent(now, clockSkew)) {
                return false;
            }
            byte[] expected = ("v1," + Base64.getEncoder().encodeToString(hmac(key, signed(body)))).getBytes(UTF_8);
            // Several signatures, separated by spaces, are how a sender passes from one secret to the next.
            return Stream.of(signatures.split(" "))
                    .map(signature -> MessageDigest.isEqual(expected, signature.getBytes(UTF_8)))
                    .reduce(false, Boolean::logicalOr);
        }

        private byte[] signed(byte[] body) {
            byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
            byte[] signed = new byte[head.length + body.length];
            System.arraycopy(head, 0, signed, 0, head.length);
            System.arraycopy(body, 0, signed, head.length, body.length);
            return signed;
        }

        private boolean recent(Instant now, Duration clockSkew) {
            try {
                Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
                return Duration.between(sentAt, now).abs().compareTo(clockSkew) <= 0;
            } catch (RuntimeException notATime) {
                return false;
            }
        }

        private static byte @Nullable [] key(String secret) {
            if (!secret.startsWith(KEY_PREFIX)) {
                return null;
            }
            try {
                byte[] key = Base64.getDecoder().decode(secret.substring(KEY_PREFIX.length()));
                return key.length == 0 ? null : key;
            } catch (IllegalArgumentException notBase64) {
                return null;
            }
        }
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }
}
