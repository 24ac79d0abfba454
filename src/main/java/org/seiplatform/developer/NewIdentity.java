package org.seiplatform.developer;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.web.HostName;
import org.seiplatform.platform.web.HostNames;
import org.seiplatform.platform.web.Visible;

/**
 * An identity to be added.
 *
 * @param host where the login is unique; null for the provider's own, and for an e-mail address
 * @param value an e-mail address or a login, as it appears in events; case distinguishes nobody
 */
public record NewIdentity(
        @NotNull @Schema(example = "github") IdentityKind kind,

        @Nullable
        @HostName
        @Schema(
                description = "The host of a login; by default github.com or gitlab.com. An e-mail address has none.",
                example = "github.com")
        String host,

        @NotNull @Visible @Size(max = 320) @Schema(example = "ada")
        String value) {

    /**
     * What is added.
     *
     * @param pointer to this object in what was sent
     * @throws ProblemException {@code validation_failed} if an e-mail address has a host
     */
    IdentityKey key(String pointer) {
        if (host != null && !kind.isLogin()) {
            throw ProblemException.invalid(pointer + "/host", "must not be given for an e-mail address");
        }
        String canonicalHost =
                host == null ? kind.publicHost() : HostNames.canonical(host).orElse(host);
        return new IdentityKey(kind, canonicalHost, value.strip().toLowerCase(Locale.ROOT));
    }
}
