package org.seiplatform.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretCipherTests {

    private static final UUID OWNER = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private final SecretCipher cipher = cipher("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    @Test
    void aSecretCanBeReadAgain() {
        assertThat(cipher.decrypt(cipher.encrypt("geheim ✓", OWNER), OWNER)).isEqualTo("geheim ✓");
    }

    @Test
    void whatIsStoredDiffersEachTimeAndDoesNotHoldTheSecret() {
        byte[] once = cipher.encrypt("open sesame", OWNER);

        assertThat(once).isNotEqualTo(cipher.encrypt("open sesame", OWNER));
        assertThat(new String(once, StandardCharsets.ISO_8859_1)).doesNotContain("open", "sesame");
    }

    @Test
    void anotherKeyAnotherOwnerAndAChangedBitAreRefused() {
        byte[] encrypted = cipher.encrypt("open sesame", OWNER);
        byte[] changed = encrypted.clone();
        changed[changed.length - 1] ^= 1;

        assertThatIllegalStateException()
                .isThrownBy(() -> cipher("/".repeat(42) + "8=").decrypt(encrypted, OWNER));
        assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt(encrypted, new UUID(0, 0)));
        assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt(changed, OWNER));
        assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt(new byte[3], OWNER));
    }

    @Test
    void theKeyIsNotPrinted() {
        assertThat(new EncryptionProperties("AAAA").toString()).doesNotContain("AAAA");
    }

    private static SecretCipher cipher(String key) {
        return new SecretCipher(new EncryptionProperties(key));
    }
}
