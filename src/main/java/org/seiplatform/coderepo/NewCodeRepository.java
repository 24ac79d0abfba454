package org.seiplatform.coderepo;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.HostName;
import org.seiplatform.platform.web.Visible;

/**
 * A repository to be created.
 *
 * @param host null for that of the URL, or else the provider's own
 * @param defaultBranch null for {@code main}
 */
public record NewCodeRepository(
        @NotNull @Visible @Size(max = 200) @Schema(example = "payment-service")
        String name,

        @NotNull @Schema(example = "github") Provider provider,

        @Nullable
        @HostName
        @Schema(
                description =
                        "Where provider_id is unique; by default the host of the url, else github.com or gitlab.com.",
                example = "github.com")
        String host,

        @NotNull @Visible @Size(max = 500) @Schema(example = "1296269")
        String providerId,

        @Nullable
        @Size(max = 2000)
        @Pattern(regexp = CodeRepositoryContent.URL, message = CodeRepositoryContent.URL_RULE)
        @Schema(example = "https://github.com/acme/payment-service")
        String url,

        @Nullable @Visible @Size(max = 255) @Schema(example = "main")
        String defaultBranch) {}
