package org.seiplatform.platform.secrets;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How secrets are encrypted before they are stored.
 *
 * @param key 32 random bytes in Base64, as {@code openssl rand -base64 32} makes them; whoever loses it has to set every webhook's
 *     secret anew
 */
@Validated
@ConfigurationProperties("sei.encryption")
record EncryptionProperties(
        @NotNull(message = "is required: 32 random bytes in Base64, as openssl rand -base64 32 makes them")
        @Pattern(
                regexp = "[A-Za-z0-9+/]{43}=",
                message = "must be 32 bytes in Base64, as openssl rand -base64 32 makes them")
        String key) {

    /** The key stays out of every log. */
    @Override
    public String toString() {
        return "EncryptionProperties[key=...]";
    }
}
