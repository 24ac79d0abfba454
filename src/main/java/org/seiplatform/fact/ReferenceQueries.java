package org.seiplatform.fact;

import static org.seiplatform.platform.persistence.Columns.texts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks up what events refer to. */
@Repository
class ReferenceQueries {

    private final JdbcClient jdbc;

    ReferenceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these repositories that are their organization's. */
    Set<OfOrganization> repositories(Collection<OfOrganization> ids) {
        return jdbc.sql("""
                        select organization_id, id
                        from repositories
                        join unnest(cast(:organizations as uuid[]), cast(:ids as uuid[])) as asked (organization_id, id)
                             using (organization_id, id)
                        """)
                .param("organizations", texts(ids, OfOrganization::organizationId))
                .param("ids", texts(ids, OfOrganization::id))
                .query((row, number) -> new OfOrganization(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .set();
    }

    /** What an organization may have. */
    record OfOrganization(UUID organizationId, UUID id) {}

    /** The repositories, two at most, that each of these means. */
    List<List<UUID>> named(List<RepositoryName> names) {
        Map<Integer, List<UUID>> found = new HashMap<>();
        jdbc.sql("""
                        select asked.number, found.id
                        from unnest(cast(:organizations as uuid[]), cast(:providers as text[]), cast(:ids as text[]),
                                    cast(:hosts as text[]))
                             with ordinality as asked (organization_id, provider, provider_id, host, number)
                        cross join lateral (select id
                                            from repositories r
                                            where r.organization_id = asked.organization_id
                                              and r.provider = asked.provider and r.provider_id = asked.provider_id
                                              and (asked.host = '' or r.host = asked.host)
                                            limit 2) as found
                        """)
                .param("organizations", texts(names, RepositoryName::organizationId))
                .param("providers", texts(names, RepositoryName::provider))
                .param("ids", texts(names, RepositoryName::providerId))
                .param("hosts", texts(names, name -> Objects.requireNonNullElse(name.host(), "")))
                .query(row -> {
                    found.computeIfAbsent(row.getInt(1) - 1, number -> new ArrayList<>())
                            .add(row.getObject(2, UUID.class));
                });
        return IntStream.range(0, names.size())
                .mapToObj(number -> found.getOrDefault(number, List.of()))
                .toList();
    }

    /**
     * A repository as its provider knows it.
     *
     * @param host null for whichever has it
     */
    record RepositoryName(
            UUID organizationId,
            String provider,
            String providerId,
            @Nullable String host) {}

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
