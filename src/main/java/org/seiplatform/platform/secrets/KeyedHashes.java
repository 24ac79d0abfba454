package org.seiplatform.platform.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Hashes by which a text is recognised without being kept: HMAC-SHA-256 under a key that is derived from the encryption key. Without
 * the key nobody can try texts out, and with another key nothing is recognised.
 */
@Component
public class KeyedHashes {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "keyed hashes 1";

    private final Mac prototype;

    KeyedHashes(EncryptionProperties properties) {
        byte[] key = Base64.getDecoder().decode(properties.key());
        prototype = mac(mac(key).doFinal(PURPOSE.getBytes(UTF_8)));
    }

    /** The hash of a text that belongs to an owner: the same text of another owner has another hash. */
    public byte[] hash(UUID owner, String text) {
        try {
            Mac mac = (Mac) prototype.clone();
            mac.update(owner.toString().getBytes(UTF_8));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("There is no " + ALGORITHM, impossible);
        }
    }
}
