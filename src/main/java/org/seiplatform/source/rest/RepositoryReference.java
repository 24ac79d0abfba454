package org.seiplatform.source.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.platform.web.HostName;
import org.seiplatform.platform.web.HostNames;

/** A repository by its id at its provider. */
record RepositoryReference(
        @NotNull Provider provider,

        @NotNull
        @Size(min = 1, max = 500)
        @Schema(description = "The provider's own id of the repository.", example = "1296269")
        String providerId,

        @Nullable
        @HostName
        @Schema(
                description = "Its host; required where several hosts have a repository with this id.",
                example = "github.com")
        String host) {

    /** As hosts are stored. */
    @Nullable
    String canonicalHost() {
        return host == null ? null : HostNames.canonical(host).orElse(host);
    }
}
