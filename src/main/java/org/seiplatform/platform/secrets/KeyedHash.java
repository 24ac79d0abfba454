package org.seiplatform.platform.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Hashes that only who has the encryption key can make (HMAC-SHA-256). Each purpose has a key of its own, derived from that one. */
@Component
public class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    KeyedHash(EncryptionProperties properties) {
        this.key = Base64.getDecoder().decode(properties.key());
    }

    /** @param purpose keeps hashes for one use from having a meaning in another */
    public byte[] hash(String purpose, byte[]... parts) {
        try {
            Mac derivation = mac(key);
            Mac mac = mac(derivation.doFinal(purpose.getBytes(UTF_8)));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, impossible);
        }
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
        return mac;
    }
}
