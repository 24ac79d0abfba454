package org.seiplatform.source.webhook;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.secrets.SecretCipher;
import org.springframework.stereotype.Component;

/** Makes secrets and keeps them unreadable at rest. */
@Component
class WebhookSecrets {

    private static final int RANDOM_BYTES = 32;

    private final SecretCipher cipher;
    private final SecureRandom random = new SecureRandom();

    WebhookSecrets(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /** The secret that was chosen, or a new one that GitHub, and GitLab as token and as signing token, take alike. */
    String chosenOrGenerated(@Nullable String chosen) {
        return chosen == null ? generate() : chosen;
    }

    /** A secret that nobody knows. */
    String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    byte[] encrypt(String secret, UUID integrationId) {
        return cipher.encrypt(secret, integrationId);
    }

    String decrypt(byte[] encrypted, UUID integrationId) {
        return cipher.decrypt(encrypted, integrationId);
    }
}
