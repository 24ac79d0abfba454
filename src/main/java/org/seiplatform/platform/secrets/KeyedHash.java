package org.seiplatform.platform.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Hashes that only who has the encryption key can make (HMAC-SHA-256). Each purpose has a key of its own, derived from that one. */
@Component
public class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private final Map<String, byte[]> keysByPurpose = new ConcurrentHashMap<>();

    KeyedHash(EncryptionProperties properties) {
        this.key = Base64.getDecoder().decode(properties.key());
    }

    /** @param purpose keeps hashes for one use from having a meaning in another; one of a few */
    public byte[] hash(String purpose, byte[]... parts) {
        byte[] derived = keysByPurpose.computeIfAbsent(purpose, missing -> mac(key).doFinal(missing.getBytes(UTF_8)));
        Mac mac = mac(derived);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, impossible);
        }
    }
}
