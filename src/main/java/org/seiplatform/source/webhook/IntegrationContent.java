package org.seiplatform.source.webhook;

import static org.seiplatform.platform.pattern.TextPattern.MAXIMUM_LENGTH;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.seiplatform.platform.pattern.RegularExpression;
import org.seiplatform.platform.web.Visible;
import org.seiplatform.source.webhook.payload.DeploymentSource;

/**
 * What people decide about an integration.
 *
 * @param deploymentSources which of the provider's events count as deployments
 * @param deploymentEnvironment where releases and workflow runs deploy to; deployments say that themselves
 * @param workflowPattern a regular expression for the names of workflows (GitLab: pipelines) that deploy
 * @param autoCreateRepositories whether an event from a repository that is not known makes it known
 */
public record IntegrationContent(
        @NotNull @Visible @Size(max = 200) String name,
        @NotNull Set<@NotNull DeploymentSource> deploymentSources,
        @NotNull @Visible @Size(max = 200) String deploymentEnvironment,

        @Schema(description = "A regular expression (RE2)") @NotBlank @Size(max = MAXIMUM_LENGTH) @RegularExpression
        String workflowPattern,

        @NotNull Boolean autoCreateRepositories) {

    /** What applies to integrations whose creator says nothing; the name has to be said. */
    public record Defaults(
            Set<DeploymentSource> deploymentSources,
            String deploymentEnvironment,
            String workflowPattern,
            Boolean autoCreateRepositories) {

        public Defaults() {
            this(Set.of(DeploymentSource.DEPLOYMENTS), "production", "(?i)deploy", true);
        }
    }
}
