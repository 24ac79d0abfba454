package org.seiplatform.source.webhook.web;

import static java.util.Objects.requireNonNullElse;
import static org.seiplatform.platform.pattern.TextPattern.MAXIMUM_LENGTH;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.platform.pattern.RegularExpression;
import org.seiplatform.platform.web.Visible;
import org.seiplatform.source.webhook.IntegrationContent;
import org.seiplatform.source.webhook.payload.DeploymentSource;

/**
 * An integration to be created; what is null has its default.
 *
 * @param secret null to have one made
 */
record NewIntegration(
        @NotNull Provider provider,
        @NotNull @Visible @Size(max = 200) String name,

        @Nullable @Pattern(regexp = SECRET, message = SECRET_RULE) @Schema(accessMode = Schema.AccessMode.WRITE_ONLY)
        String secret,

        @Nullable Set<@NotNull DeploymentSource> deploymentSources,

        @Nullable @Visible @Size(max = 200) String deploymentEnvironment,

        @Nullable @Visible @Size(max = MAXIMUM_LENGTH) @RegularExpression
        String workflowPattern,

        @Nullable Boolean autoCreateRepositories) {

    static final String SECRET = "[!-~]{16,255}";
    static final String SECRET_RULE = "must be 16 to 255 printable ASCII characters without spaces";

    IntegrationContent content() {
        IntegrationContent.Defaults defaults = new IntegrationContent.Defaults();
        return new IntegrationContent(
                name,
                requireNonNullElse(deploymentSources, defaults.deploymentSources()),
                requireNonNullElse(deploymentEnvironment, defaults.deploymentEnvironment()),
                requireNonNullElse(workflowPattern, defaults.workflowPattern()),
                requireNonNullElse(autoCreateRepositories, defaults.autoCreateRepositories()));
    }
}
