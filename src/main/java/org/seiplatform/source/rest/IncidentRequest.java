package org.seiplatform.source.rest;

import static org.seiplatform.source.rest.Translation.listOrEmpty;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.incident.IncidentEvent;
import org.seiplatform.fact.incident.IncidentEvent.CausingDeployment;
import org.seiplatform.platform.openapi.RequiresAnyOf;
import org.seiplatform.platform.web.Visible;

/** An incident, known by its external id. */
@Schema(name = "IncidentEvent")
record IncidentRequest(
        @NotNull @Visible @Size(max = MAX_ID) @Schema(example = "INC-7")
        String externalId,

        @Nullable UUID repositoryId,
        @Nullable @Valid RepositoryReference repository,
        @Nullable UUID teamId,
        @Nullable @Size(max = MAX_TITLE) String title,
        @Nullable @Size(max = 100) String severity,
        @NotNull @Plausible Instant openedAt,

        @Schema(description = "Left out while it is open.") @Nullable @Plausible
        Instant resolvedAt,

        @Schema(description = "The deployments that caused it; left out, a rule finds one.") @Nullable @Size(max = 100)
        List<@NotNull @Valid CauseRequest> causedBy,

        @Schema(description = "An external cause is laid to no deployment.")
        IncidentEvent.@Nullable Cause cause,

        @Schema(description = "When this became true; by default its arrival. Of two states the later one counts.")
        @Nullable
        @Plausible
        @PastOrPresent(message = Plausible.NOT_IN_FUTURE)
        Instant updatedAt)
        implements EventRequest {

    /** A deployment by its repository and external id; it need not be known yet. */
    @RequiresAnyOf({"repository_id", "repository"})
    @Schema(name = "CausingDeployment")
    record CauseRequest(
            @Nullable UUID repositoryId,
            @Nullable @Valid RepositoryReference repository,
            @NotNull @Visible @Size(max = MAX_ID) String externalId) {}

    @Override
    public IncidentEvent toEvent(Translation translation) {
        List<CausingDeployment> causes = new ArrayList<>();
        for (CauseRequest causing : listOrEmpty(causedBy)) {
            causes.add(new CausingDeployment(
                    translation.repository("/caused_by/" + causes.size(), causing.repositoryId, causing.repository),
                    causing.externalId));
        }
        return new IncidentEvent(
                externalId,
                repositoryId == null && repository == null ? null : translation.repository(repositoryId, repository),
                teamId == null ? null : translation.team(teamId),
                title,
                severity,
                openedAt,
                resolvedAt,
                causes,
                cause,
                translation.updatedAt(updatedAt));
    }
}
