package org.seiplatform.source.rest;

import static org.seiplatform.source.rest.PersonRequest.person;
import static org.seiplatform.source.rest.Translation.lowerCase;
import static org.seiplatform.source.rest.Translation.require;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.seiplatform.fact.deployment.DeploymentEvent.Kind;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.platform.openapi.RequiresAnyOf;
import org.seiplatform.platform.web.Visible;

/** An attempt to put one commit into one environment, known by its repository and external id. */
@RequiresAnyOf({"repository_id", "repository"})
@Schema(name = "DeploymentEvent")
record DeploymentRequest(
        @Nullable UUID repositoryId,
        @Nullable @Valid RepositoryReference repository,

        @NotNull @Visible @Size(max = MAX_ID) @Schema(example = "run-1337")
        String externalId,

        @NotNull @Visible @Size(max = 200) @Schema(example = "production")
        String environment,

        @NotNull @Pattern(regexp = SHA, message = SHA_RULE) String commitSha,
        @Nullable @Size(max = MAX_REF) String ref,
        @NotNull Status status,
        @Nullable @Plausible Instant startedAt,

        @Schema(description = "Required unless it is in progress.") @Nullable @Plausible
        Instant finishedAt,

        @Nullable @Valid PersonRequest deployedBy,

        @Schema(description = "SHAs of the commits it carries; left out, they follow from the commits' parents.")
        @Nullable
        @Size(max = 50_000)
        List<@NotNull @Pattern(regexp = SHA, message = SHA_RULE) String> commits,

        @Schema(description = "Why it was made; left out, rules decide.") @Nullable
        Kind kind,

        @Schema(description = "external_id of the deployment of this repository that it repairs.")
        @Nullable
        @Size(min = 1, max = MAX_ID)
        String remediates,

        @Schema(description = "Deployments of several repositories with the same group count once.")
        @Nullable
        @Size(min = 1, max = MAX_ID)
        String deploymentGroup,

        @Schema(description = "Whether it failed its users; left out, rules decide.") @Nullable
        Boolean failed,

        @Schema(description = "When this became true; by default its arrival. Of two states the later one counts.")
        @Nullable
        @Plausible
        @PastOrPresent(message = Plausible.NOT_IN_FUTURE)
        Instant updatedAt)
        implements EventRequest {

    @Override
    public DeploymentEvent toEvent(Translation translation) {
        require(
                (status == Status.IN_PROGRESS) == (finishedAt == null),
                "/finished_at",
                "is given exactly where the status is not in_progress");
        return new DeploymentEvent(
                translation.repository(repositoryId, repository),
                externalId,
                environment,
                lowerCase(commitSha),
                ref,
                status,
                startedAt,
                finishedAt,
                person(deployedBy),
                commits == null
                        ? null
                        : commits.stream().map(Translation::lowerCase).toList(),
                kind,
                remediates,
                deploymentGroup,
                failed,
                translation.updatedAt(updatedAt));
    }
}
