package org.seiplatform.platform.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Authentication.
 *
 * @param operatorKey an API key with the role operator that is in no database, to begin with; null for none
 */
@Validated
@ConfigurationProperties("sei.security")
record SecurityProperties(
        @Nullable
        @Pattern(
                regexp = "sei_[a-z0-9]{1,32}_[A-Za-z0-9]{32,128}",
                message = "must look like sei_<id>_<at least 32 letters and digits>")
        String operatorKey,

        @DefaultValue @Valid Jwt jwt) {

    /**
     * Where a token of an OpenID Connect issuer says what its bearer may do. Dots lead into nested objects, as in {@code
     * realm_access.roles}.
     *
     * @param rolesClaim a role or a list of roles; names of no role of ours are passed over
     * @param organizationClaim id or slug of the bearer's organization
     */
    record Jwt(
            @DefaultValue("roles") @NotBlank String rolesClaim,
            @DefaultValue("organization") @NotBlank String organizationClaim) {}

    /** The key stays out of every log. */
    @Override
    public String toString() {
        return "SecurityProperties[operatorKey=" + (operatorKey == null ? "none" : "set") + ", jwt=" + jwt + "]";
    }
}
