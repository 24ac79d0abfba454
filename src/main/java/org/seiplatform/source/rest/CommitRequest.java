package org.seiplatform.source.rest;

import static org.seiplatform.source.rest.PersonRequest.person;
import static org.seiplatform.source.rest.Translation.lowerCase;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.commit.CommitEvent;
import org.seiplatform.platform.openapi.RequiresAnyOf;

/** A commit, known by its repository and SHA. */
@RequiresAnyOf({"repository_id", "repository"})
@Schema(name = "CommitEvent")
record CommitRequest(
        @Nullable UUID repositoryId,
        @Nullable @Valid RepositoryReference repository,

        @NotNull
        @Pattern(regexp = SHA, message = SHA_RULE)
        @Schema(example = "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d")
        String sha,

        @Schema(description = "SHAs of its parents; empty for a root, left out where unknown.")
        @Nullable
        @Size(max = 100)
        List<@NotNull @Pattern(regexp = SHA, message = SHA_RULE) String> parents,

        @Nullable @Valid PersonRequest author,
        @Nullable @Valid PersonRequest committer,
        @NotNull @Plausible Instant authoredAt,
        @NotNull @Plausible Instant committedAt,

        @Schema(description = "The whole message; its first line and the commits it reverts are kept.")
        @Nullable
        @Size(max = 100_000)
        String message,

        @Nullable @PositiveOrZero Integer linesAdded,
        @Nullable @PositiveOrZero Integer linesDeleted,
        @Nullable @PositiveOrZero Integer filesChanged,

        @Schema(description = "A branch that holds it, without refs/heads/.", example = "main")
        @Nullable
        @Size(min = 1, max = MAX_REF)
        String branch,

        @Schema(description = "When this became true; by default its arrival. Of two states the later one counts.")
        @Nullable
        @Plausible
        @PastOrPresent(message = Plausible.NOT_IN_FUTURE)
        Instant updatedAt)
        implements EventRequest {

    @Override
    public CommitEvent toEvent(Translation translation) {
        return new CommitEvent(
                translation.repository(repositoryId, repository),
                lowerCase(sha),
                parents == null
                        ? null
                        : parents.stream().map(Translation::lowerCase).toList(),
                person(author),
                person(committer),
                authoredAt,
                false,
                committedAt,
                message,
                linesAdded,
                linesDeleted,
                filesChanged,
                branch,
                translation.updatedAt(updatedAt));
    }
}
