package org.seiplatform.coderepo;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A repository to be created.
 *
 * @param defaultBranch null for {@code main}
 */
public record NewCodeRepository(
        @NotBlank @Size(max = 200) String name,
        @NotNull Provider provider,
        @NotBlank @Size(max = 500) String providerId,

        @Nullable
        @Size(max = 2000)
        @Pattern(regexp = CodeRepositoryContent.URL, message = CodeRepositoryContent.URL_RULE)
        String url,

        @Nullable @Size(min = 1, max = 255) String defaultBranch) {}
