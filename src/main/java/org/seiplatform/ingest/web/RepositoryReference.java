package org.seiplatform.ingest.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.seiplatform.coderepo.Provider;

/** A repository by its id at its provider. */
record RepositoryReference(
        @NotNull Provider provider,

        @NotNull
        @Size(min = 1, max = 500)
        @Schema(description = "The provider's own id of the repository.", example = "1296269")
        String providerId) {}
