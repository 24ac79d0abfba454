package org.seiplatform.developer;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.Visible;

/**
 * An identity to be added.
 *
 * @param value an e-mail address or a login, as it appears in events; case distinguishes nobody
 */
public record NewIdentity(
        @NotNull @Schema(example = "github") IdentityKind kind,

        @NotNull @Visible @Size(max = 320) @Schema(example = "ada")
        String value) {

    static NewIdentity ofAddress(String email) {
        return new NewIdentity(IdentityKind.EMAIL, email);
    }

    /** Whether this is the identity that an address makes; there may be none. */
    boolean isAddress(@Nullable String email) {
        return email != null
                && kind == IdentityKind.EMAIL
                && canonicalValue().equals(ofAddress(email).canonicalValue());
    }

    String canonicalValue() {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
