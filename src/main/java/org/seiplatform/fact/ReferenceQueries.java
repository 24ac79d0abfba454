package org.seiplatform.fact;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks up, one at a time, what events refer to. */
@Repository
class ReferenceQueries {

    private final JdbcClient jdbc;

    ReferenceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean hasRepository(UUID organizationId, UUID repositoryId) {
        return jdbc.sql("select exists (select from repositories where organization_id = :organization and id = :id)")
                .param("organization", organizationId)
                .param("id", repositoryId)
                .query(Boolean.class)
                .single();
    }

    List<UUID> repositories(UUID organizationId, String provider, String providerId, String host) {
        return jdbc.sql("""
                        select id from repositories
                        where organization_id = :organization and provider = :provider and provider_id = :providerId
                          and :host in ('', host)
                        limit 2
                        """)
                .param("organization", organizationId)
                .param("provider", provider)
                .param("providerId", providerId)
                .param("host", host)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    boolean hasIncident(UUID organizationId, String externalId) {
        return jdbc.sql("""
                        select exists (select from incidents
                                       where organization_id = :organization and external_id = :externalId)
                        """)
                .param("organization", organizationId)
                .param("externalId", externalId)
                .query(Boolean.class)
                .single();
    }

    boolean hasTeam(UUID organizationId, UUID teamId) {
        return jdbc.sql("select exists (select from teams where organization_id = :organization and id = :id)")
                .param("organization", organizationId)
                .param("id", teamId)
                .query(Boolean.class)
                .single();
    }
}
