package org.seiplatform.fact.incident;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.UUID;
import org.seiplatform.fact.DeletionCounts;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.RetainedFacts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deletes incidents past their retention. */
@Repository
class OldIncidentStore implements RetainedFacts.OfOrganization {

    private final JdbcClient jdbc;

    OldIncidentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public FactKind kind() {
        return FactKind.INCIDENT;
    }

    @Override
    public DeletionCounts deleteOld(UUID organizationId, Instant before, int limit) {
        return DeletionCounts.of("incident", incidents(organizationId, before, limit));
    }

    /**
     * Deletes incidents that were resolved before a time. One stays while a deployment that it is laid to counts later than that,
     * be it as a member of a group. So does the latest one: an organization that has had an incident differs from one that has
     * not.
     */
    private int incidents(UUID organizationId, Instant before, int limit) {
        return jdbc.sql("""
                        delete from incidents
                        where organization_id = :organization
                          and external_id in (
                              select i.external_id
                              from incidents i
                              where i.organization_id = :organization and i.resolved_at < :before and i.opened_at < :before
                                and i.external_id <> (select latest.external_id
                                                      from incidents latest
                                                      where latest.organization_id = :organization
                                                      order by latest.opened_at desc, latest.external_id desc
                                                      limit 1)
                                and not exists (
                                    select
                                    from (select c.repository_id, c.deployment_external_id
                                          from incident_causes c
                                          where c.organization_id = i.organization_id
                                            and c.incident_external_id = i.external_id
                                        union all
                                          select l.repository_id, l.deployment_external_id
                                          from incident_links l
                                          where l.organization_id = i.organization_id
                                            and l.incident_external_id = i.external_id) link
                                    join deployments d on d.repository_id = link.repository_id
                                                      and d.external_id = link.deployment_external_id
                                    left join deployments member on member.organization_id = d.organization_id
                                                                and member.environment_id = d.environment_id
                                                                and member.group_key = d.group_key
                                    where d.finished_at is null or d.finished_at >= :before
                                       or member.external_id is not null
                                          and (member.finished_at is null or member.finished_at >= :before))
                              limit :limit)
                        """)
                .param("organization", organizationId)
                .param("before", before.atOffset(UTC))
                .param("limit", limit)
                .update();
    }
}
