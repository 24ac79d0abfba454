package org.seiplatform.platform.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts secrets with AES-256-GCM. Each is bound to the object it belongs to: a row with the secret of another object does not
 * decrypt.
 */
@Component
public class SecretCipher {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SecretCipher(EncryptionProperties properties) {
        key = new SecretKeySpec(Base64.getDecoder().decode(properties.key()), "AES");
    }

    /** A random nonce and what it encrypts. */
    public byte[] encrypt(String secret, UUID owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(secret.getBytes(UTF_8));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A secret cannot be encrypted", impossible);
        }
    }

    /** @throws IllegalStateException if it was encrypted with another key, for another owner, or changed since */
    public String decrypt(byte[] encrypted, UUID owner) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            ByteBuffer buffer = ByteBuffer.wrap(encrypted).get(nonce);
            byte[] sealed = new byte[buffer.remaining()];
            buffer.get(sealed);
            return new String(cipher(Cipher.DECRYPT_MODE, nonce, owner).doFinal(sealed), UTF_8);
        } catch (GeneralSecurityException | RuntimeException refused) {
            throw new IllegalStateException(
                    "A stored secret does not decrypt: was sei.encryption.key changed?", refused);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.toString().getBytes(UTF_8));
        return cipher;
    }
}
