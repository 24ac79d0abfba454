package org.seiplatform.developer;

import static java.time.ZoneOffset.UTC;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.seiplatform.developer.IdentityResolution.Union;
import org.seiplatform.platform.persistence.AdvisoryLocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the developers that events speak of, many at a time: adds, renames and unites them. */
@Repository
class SeenDeveloperStore {

    private final JdbcClient jdbc;

    SeenDeveloperStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets one transaction at a time add people to an organization or unite them; the lock ends with the transaction. */
    void lock(UUID organizationId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", AdvisoryLocks.people(organizationId))
                .query(row -> {});
    }

    void add(UUID organizationId, Map<UUID, DisplayName> developers, Instant now) {
        jdbc.sql("""
                        insert into developers (id, organization_id, name, name_as_of, created_at, updated_at)
                        select id, :organization, name, name_as_of, :now, :now
                        from unnest(cast(:ids as uuid[]), cast(:names as text[]), cast(:asOf as timestamptz[]))
                             as developer (id, name, name_as_of)
                        """)
                .param("organization", organizationId)
                .param("now", now.atOffset(UTC))
                .param("ids", texts(developers.keySet(), id -> id))
                .param("names", texts(developers.values(), DisplayName::text))
                .param("asOf", texts(developers.values(), DisplayName::asOf))
                .update();
    }

    /**
     * Gives developers newer names, unless a person has set theirs; a later time for the same name is no new version.
     *
     * @return whether any is called differently now
     */
    boolean rename(Map<UUID, DisplayName> developers, Instant now) {
        return jdbc.sql("""
                        with renamed as (
                            update developers d
                            set name = newer.name, name_as_of = newer.as_of,
                                version = d.version + case when d.name = newer.name then 0 else 1 end,
                                updated_at = case when d.name = newer.name then d.updated_at else :now end
                            from unnest(cast(:ids as uuid[]), cast(:names as text[]), cast(:asOf as timestamptz[]))
                                 as newer (id, name, as_of)
                            where d.id = newer.id and d.name_as_of is not null
                            returning d.updated_at = :now as differently
                        )
                        select coalesce(bool_or(differently), false) from renamed
                        """)
                .param("now", now.atOffset(UTC))
                .param("ids", texts(developers.keySet(), id -> id))
                .param("names", texts(developers.values(), DisplayName::text))
                .param("asOf", texts(developers.values(), DisplayName::asOf))
                .query(Boolean.class)
                .single();
    }

    /**
     * Makes two developers one: what no person has decided moves to the survivor. The other one goes if it is left without
     * identities and was not made by a person.
     */
    void unite(Union union, Instant now) {
        statement("""
                update identities set developer_id = :survivor
                where developer_id = :other and not assigned_by_hand
                """, union).update();
        boolean left = statement("""
                select not exists (select from identities where developer_id = :other)
                """, union).query(Boolean.class).single();
        if (!left) {
            return;
        }
        statement("""
                insert into developer_names (developer_id, name)
                select :survivor, name from developers where id = :other
                union
                select :survivor, name from developer_names where developer_id = :other
                on conflict do nothing
                """, union).update();
        statement("""
                update team_members m set developer_id = :survivor
                where m.developer_id = :other
                  and not exists (select from team_members s where s.team_id = m.team_id and s.developer_id = :survivor)
                """, union).update();
        statement("""
                update developers s
                set bot = s.bot or o.bot, email = coalesce(s.email, o.email), version = s.version + 1, updated_at = :now
                from developers o
                where s.id = :survivor and o.id = :other
                """, union).param("now", now.atOffset(UTC)).update();
        statement("delete from developers where id = :other and name_as_of is not null", union)
                .update();
    }

    private JdbcClient.StatementSpec statement(String sql, Union union) {
        return jdbc.sql(sql).param("survivor", union.survivor()).param("other", union.other());
    }
}
