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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.build.BuildEvent;
import org.seiplatform.fact.build.BuildEvent.Status;
import org.seiplatform.platform.openapi.RequiresAnyOf;
import org.seiplatform.platform.web.Visible;

/** A run of continuous integration on one commit, known by its repository and external id. */
@RequiresAnyOf({"repository_id", "repository"})
@Schema(name = "BuildEvent")
record BuildRequest(
        @Nullable UUID repositoryId,
        @Nullable @Valid RepositoryReference repository,

        @NotNull @Visible @Size(max = MAX_ID) @Schema(example = "build-512")
        String externalId,

        @NotNull @Pattern(regexp = SHA, message = SHA_RULE) String commitSha,

        @Schema(description = "The branch it ran for, without refs/heads/.", example = "main")
        @Nullable
        @Size(min = 1, max = MAX_REF)
        String branch,

        @Schema(description = "Its workflow or pipeline.", example = "verify") @Nullable @Size(min = 1, max = MAX_ID)
        String name,

        @NotNull Status status,
        @NotNull @Plausible Instant startedAt,

        @Schema(description = "Required unless it is running.") @Nullable @Plausible
        Instant finishedAt,

        @Nullable @Valid PersonRequest triggeredBy,

        @Schema(description = "When this became true; by default its arrival. Of two states the later one counts.")
        @Nullable
        @Plausible
        @PastOrPresent(message = Plausible.NOT_IN_FUTURE)
        Instant updatedAt)
        implements EventRequest {

    @Override
    public BuildEvent toEvent(Translation translation) {
        require(
                (status == Status.RUNNING) == (finishedAt == null),
                "/finished_at",
                "is given exactly where the status is not running");
        return new BuildEvent(
                translation.repository(repositoryId, repository),
                externalId,
                lowerCase(commitSha),
                branch,
                name,
                status,
                startedAt,
                finishedAt,
                person(triggeredBy),
                translation.updatedAt(updatedAt));
    }
}
