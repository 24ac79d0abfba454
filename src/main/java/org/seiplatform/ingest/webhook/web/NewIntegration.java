package org.seiplatform.ingest.webhook.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.webhook.IntegrationContent;
import org.seiplatform.ingest.webhook.WebhookProvider;
import org.seiplatform.ingest.webhook.payload.DeploymentSource;

/**
 * An integration to be created.
 *
 * @param secret null to have one made
 */
record NewIntegration(
        @NotNull WebhookProvider provider,
        @NotBlank @Size(max = 200) String name,

        @Nullable @Pattern(regexp = SECRET, message = SECRET_RULE) @Schema(accessMode = Schema.AccessMode.WRITE_ONLY)
        String secret,

        @NotNull Set<@NotNull DeploymentSource> deploymentSources,
        @NotBlank @Size(max = 200) String deploymentEnvironment,
        @NotBlank @Size(max = 500) String workflowPattern,
        @NotNull Boolean autoCreateRepositories) {

    static final String SECRET = "[!-~]{16,255}";
    static final String SECRET_RULE = "must be 16 to 255 printable ASCII characters without spaces";

    IntegrationContent content() {
        return new IntegrationContent(
                name, deploymentSources, deploymentEnvironment, workflowPattern, autoCreateRepositories);
    }
}
