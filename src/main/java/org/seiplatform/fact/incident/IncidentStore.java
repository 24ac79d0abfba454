package org.seiplatform.fact.incident;

import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.nullableConstant;
import static org.seiplatform.platform.persistence.Columns.nullableInstant;
import static org.seiplatform.platform.persistence.Columns.textList;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.seiplatform.fact.incident.IncidentEvent.CausingDeployment;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.platform.persistence.Upsert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the tables {@code incidents} and {@code incident_causes}. */
@Repository
class IncidentStore {

    private static final Upsert<IncidentState> UPSERT = Upsert.<IncidentState>into("incidents")
            .key("organization_id", "external_id")
            .constant("organization_id")
            .text("external_id", IncidentState::key)
            .uuid("repository_id", IncidentState::repositoryId)
            .uuid("team_id", IncidentState::teamId)
            .text("title", IncidentState::title)
            .text("severity", IncidentState::severity)
            .instant("opened_at", IncidentState::openedAt)
            .instant("resolved_at", IncidentState::resolvedAt)
            .constantName("cause", IncidentState::cause)
            .instant("updated_at", state -> state.precedence().updatedAt())
            .bytes("fingerprint", state -> state.precedence().fingerprint().hex())
            .build();

    private final JdbcClient jdbc;

    IncidentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stored states of these incidents; those never received are missing. */
    List<IncidentState> find(UUID organizationId, Collection<String> externalIds) {
        return jdbc.sql("""
                        select i.external_id, i.repository_id, i.team_id, i.title, i.severity, i.opened_at, i.resolved_at,
                               i.cause, i.updated_at, i.fingerprint, causes.repository_ids, causes.deployment_ids
                        from incidents i
                        cross join lateral (
                            select array_agg(cast(c.repository_id as text) order by c.repository_id,
                                             c.deployment_external_id) as repository_ids,
                                   array_agg(c.deployment_external_id order by c.repository_id,
                                             c.deployment_external_id) as deployment_ids
                            from incident_causes c
                            where c.organization_id = i.organization_id and c.incident_external_id = i.external_id
                        ) causes
                        where i.organization_id = :organization and i.external_id = any(cast(:externalIds as text[]))
                        """)
                .param("organization", organizationId)
                .param("externalIds", texts(externalIds, id -> id))
                .query((row, number) -> state(row))
                .list();
    }

    private static IncidentState state(ResultSet row) throws SQLException {
        Instant resolvedAt = nullableInstant(row, "resolved_at");
        List<String> repositoryIds = textList(row, "repository_ids");
        List<String> deploymentIds = textList(row, "deployment_ids");
        List<CausingDeployment> causes = IntStream.range(0, repositoryIds.size())
                .mapToObj(index ->
                        new CausingDeployment(UUID.fromString(repositoryIds.get(index)), deploymentIds.get(index)))
                .toList();
        return new IncidentState(
                row.getString("external_id"),
                row.getObject("repository_id", UUID.class),
                row.getObject("team_id", UUID.class),
                row.getString("title"),
                row.getString("severity"),
                instant(row, "opened_at"),
                resolvedAt,
                IncidentState.sorted(causes),
                nullableConstant(IncidentEvent.Cause.class, row.getString("cause")),
                new Precedence(
                        instant(row, "updated_at"),
                        IncidentState.progress(resolvedAt),
                        Fingerprint.ofBytes(row.getBytes("fingerprint"))));
    }

    void write(UUID organizationId, List<IncidentState> states) {
        jdbc.sql(UPSERT.sql())
                .params(UPSERT.parameters(states))
                .param("organization_id", organizationId)
                .update();
        writeCauses(organizationId, states);
    }

    private void writeCauses(UUID organizationId, List<IncidentState> states) {
        jdbc.sql("""
                        delete from incident_causes
                        where organization_id = :organization
                          and incident_external_id = any(cast(:externalIds as text[]))
                        """)
                .param("organization", organizationId)
                .param("externalIds", texts(states, IncidentState::key))
                .update();
        List<Link> links = states.stream()
                .flatMap(state -> state.causedBy().stream().map(cause -> new Link(state.key(), cause)))
                .toList();
        if (!links.isEmpty()) {
            jdbc.sql("""
                            insert into incident_causes
                                   (organization_id, incident_external_id, repository_id, deployment_external_id)
                            select :organization, incident_external_id, repository_id, deployment_external_id
                            from unnest(cast(:incidents as text[]), cast(:repositories as uuid[]),
                                        cast(:deployments as text[]))
                                 as link (incident_external_id, repository_id, deployment_external_id)
                            """)
                    .param("organization", organizationId)
                    .param("incidents", texts(links, Link::incidentId))
                    .param("repositories", texts(links, link -> link.cause().repositoryId()))
                    .param("deployments", texts(links, link -> link.cause().externalId()))
                    .update();
        }
    }

    private record Link(String incidentId, CausingDeployment cause) {}
}
