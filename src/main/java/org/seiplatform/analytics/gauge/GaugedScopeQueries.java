package org.seiplatform.analytics.gauge;

import java.util.List;
import java.util.UUID;
import org.seiplatform.analytics.ScopeReference;
import org.seiplatform.analytics.ScopeReference.Type;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists organizations and teams. */
@Repository
class GaugedScopeQueries {

    private final JdbcClient jdbc;

    GaugedScopeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ids grow with time: who is shown once stays, however many come after. */
    List<GaugedScope> first(int limit) {
        return jdbc.sql("""
                        select id, organization, team
                        from (select o.id, o.slug as organization, '' as team from organizations o
                              union all
                              select t.id, o.slug, t.slug from teams t join organizations o on o.id = t.organization_id) scopes
                        order by id
                        limit :limit
                        """)
                .param("limit", limit)
                .query((row, number) -> {
                    String team = row.getString("team");
                    return new GaugedScope(
                            new ScopeReference(
                                    team.isEmpty() ? Type.ORGANIZATION : Type.TEAM, row.getObject("id", UUID.class)),
                            row.getString("organization"),
                            team);
                })
                .list();
    }

    long count() {
        return jdbc.sql("select (select count(*) from organizations) + (select count(*) from teams)")
                .query(Long.class)
                .single();
    }
}
