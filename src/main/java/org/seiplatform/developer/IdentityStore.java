package org.seiplatform.developer;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.SightingPlan.KnownIdentity;
import org.seiplatform.developer.SightingPlan.Union;
import org.seiplatform.platform.persistence.AdvisoryLocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes identities and their developers, many at a time. */
@Repository
class IdentityStore {

    private static final int MOST_NAMES = 1_000;

    /** Identities as they are sent, each beside the row that holds it, openly or by its pseudonym. */
    private static final String STORED = """
            unnest(cast(:kinds as text[]), cast(:hosts as text[]), cast(:values as text[]), cast(:pseudonyms as text[]))
                as key (kind, host, value, pseudonym)
            join identities i on i.organization_id = :organization and i.kind = key.kind and i.host = key.host
                             and i.value in (key.value, key.pseudonym) and i.erased = (i.value = key.pseudonym)
            """;

    private final JdbcClient jdbc;
    private final Pseudonyms pseudonyms;
    private final BotPatternQueries botPatterns;

    IdentityStore(JdbcClient jdbc, Pseudonyms pseudonyms, BotPatternQueries botPatterns) {
        this.jdbc = jdbc;
        this.pseudonyms = pseudonyms;
        this.botPatterns = botPatterns;
    }

    Map<IdentityKey, UUID> find(UUID organizationId, Collection<IdentityKey> keys) {
        Map<IdentityKey, UUID> ids = new HashMap<>();
        jdbc.sql("""
                        select key.kind, key.host, key.value, i.id
                        from %s
                        """.formatted(STORED))
                .param("organization", organizationId)
                .param("kinds", texts(keys, key -> key.kind().code()))
                .param("hosts", texts(keys, IdentityKey::host))
                .param("values", texts(keys, IdentityKey::value))
                .param("pseudonyms", texts(keys, key -> pseudonyms.of(organizationId, key)))
                .query(row -> {
                    ids.put(key(row), row.getObject("id", UUID.class));
                });
        return ids;
    }

    List<KnownIdentity> findWithDevelopers(UUID organizationId, Collection<IdentityKey> keys) {
        return jdbc.sql("""
                        select key.kind, key.host, key.value, i.developer_id, i.assigned_by_hand, i.bot_by_provider, d.name,
                               d.name_as_of, d.erased_at is not null as erased
                        from %s
                        join developers d on d.id = i.developer_id
                        """.formatted(STORED))
                .param("organization", organizationId)
                .param("kinds", texts(keys, key -> key.kind().code()))
                .param("hosts", texts(keys, IdentityKey::host))
                .param("values", texts(keys, IdentityKey::value))
                .param("pseudonyms", texts(keys, key -> pseudonyms.of(organizationId, key)))
                .query((row, number) -> {
                    OffsetDateTime asOf = row.getObject("name_as_of", OffsetDateTime.class);
                    return new KnownIdentity(
                            key(row),
                            row.getObject("developer_id", UUID.class),
                            row.getBoolean("assigned_by_hand"),
                            row.getBoolean("bot_by_provider"),
                            new DisplayName(row.getString("name"), asOf == null ? null : asOf.toInstant()),
                            row.getBoolean("erased"));
                })
                .list();
    }

    /** Lets one transaction at a time add people to an organization or unite them; the lock ends with the transaction. */
    void lock(UUID organizationId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", AdvisoryLocks.people(organizationId))
                .query(row -> {});
    }

    /** Whether these names of developers are kept. */
    boolean know(Map<UUID, Set<String>> names) {
        return names.isEmpty()
                || unknown(names, "select not exists (select %s)")
                        .query(Boolean.class)
                        .single();
    }

    /** Keeps names that developers were seen under: texts may speak of them so. */
    void keepNames(Map<UUID, Set<String>> names) {
        if (!names.isEmpty()) {
            unknown(names, "insert into developer_names (developer_id, name) select d.id, seen.name %s")
                    .update();
        }
    }

    /** One developer has a few names; one who has many is none. */
    private JdbcClient.StatementSpec unknown(Map<UUID, Set<String>> names, String statement) {
        List<Map.Entry<UUID, String>> each = names.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(name -> Map.entry(entry.getKey(), name)))
                .toList();
        return jdbc.sql(statement.formatted("""
                        from unnest(cast(:developers as uuid[]), cast(:names as text[])) as seen (developer_id, name)
                        join developers d on d.id = seen.developer_id and d.erased_at is null and d.name <> seen.name
                        where not exists (select from developer_names n
                                          where n.developer_id = d.id and n.name = seen.name)
                          and (select count(*) from developer_names n where n.developer_id = d.id) < %d
                        """.formatted(MOST_NAMES)))
                .param("developers", texts(each, Map.Entry::getKey))
                .param("names", texts(each, Map.Entry::getValue));
    }

    void addDevelopers(UUID organizationId, Map<UUID, DisplayName> developers, Instant now) {
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

    /** Adds identities, those that exist excepted, and tells how many it added. What is added to an erased person is erased. */
    int addIdentities(UUID organizationId, Map<IdentityKey, UUID> identities, Collection<UUID> ids, Instant now) {
        Predicate<IdentityKey> bots = botPatterns.bots(organizationId);
        return jdbc.sql("""
                        insert into identities (id, organization_id, developer_id, kind, host, value, matches_bot, created_at,
                                                erased, assigned_by_hand)
                        select identity.id, :organization, d.id, identity.kind, identity.host,
                               case when d.erased_at is null then identity.value else identity.pseudonym end,
                               identity.bot, :now,
                               d.erased_at is not null, d.erased_at is not null
                        from unnest(cast(:ids as uuid[]), cast(:developers as uuid[]), cast(:kinds as text[]),
                                    cast(:hosts as text[]), cast(:values as text[]), cast(:pseudonyms as text[]),
                                    cast(:bots as boolean[]))
                             as identity (id, developer_id, kind, host, value, pseudonym, bot)
                        join developers d on d.id = identity.developer_id
                        order by identity.kind, identity.value, identity.host
                        on conflict (organization_id, kind, value, host) do nothing
                        """)
                .param("organization", organizationId)
                .param("now", now.atOffset(UTC))
                .param("ids", texts(ids, id -> id))
                .param("developers", texts(identities.values(), id -> id))
                .param("kinds", texts(identities.keySet(), key -> key.kind().code()))
                .param("hosts", texts(identities.keySet(), IdentityKey::host))
                .param("values", texts(identities.keySet(), IdentityKey::value))
                .param("pseudonyms", texts(identities.keySet(), key -> pseudonyms.of(organizationId, key)))
                .param("bots", texts(identities.keySet(), bots::test))
                .update();
    }

    /** Notes that these identities are programs', as their provider says. */
    void markBots(UUID organizationId, Collection<IdentityKey> keys) {
        jdbc.sql("""
                        update identities
                        set bot_by_provider = true
                        where id in (select i.id from %s)
                        """.formatted(STORED))
                .param("organization", organizationId)
                .param("kinds", texts(keys, key -> key.kind().code()))
                .param("hosts", texts(keys, IdentityKey::host))
                .param("values", texts(keys, IdentityKey::value))
                .param("pseudonyms", texts(keys, key -> pseudonyms.of(organizationId, key)))
                .update();
    }

    /** The logins of a host that are not erased. */
    List<String> logins(UUID organizationId, LoginNamespace host) {
        return jdbc.sql("""
                        select value from identities
                        where organization_id = :organization and kind = :kind and host = :host and not erased
                        order by id
                        """)
                .param("organization", organizationId)
                .param("kind", host.kind().code())
                .param("host", host.host())
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Gives the erased of one host the same pseudonym on another, those excepted who are there under their login. */
    void copyErased(UUID organizationId, LoginNamespace from, LoginNamespace to, Instant now) {
        jdbc.sql("""
                        insert into identities (id, organization_id, developer_id, kind, host, value, matches_bot,
                                                bot_by_provider, created_at, erased, assigned_by_hand)
                        select gen_random_uuid(), organization_id, developer_id, kind, :to, value, matches_bot,
                               bot_by_provider, :now, true, true
                        from identities
                        where organization_id = :organization and kind = :kind and host = :from and erased
                          and value <> all(cast(:open as text[]))
                        on conflict (organization_id, kind, value, host) do nothing
                        """)
                .param("organization", organizationId)
                .param("kind", from.kind().code())
                .param("from", from.host())
                .param("to", to.host())
                .param("now", now.atOffset(UTC))
                .param(
                        "open",
                        texts(
                                logins(organizationId, to),
                                login -> pseudonyms.of(organizationId, new IdentityKey(to.kind(), to.host(), login))))
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

    private static IdentityKey key(ResultSet row) throws SQLException {
        return new IdentityKey(
                IdentityKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("host"),
                row.getString("value"));
    }

    private static <T> @Nullable String[] texts(
            Collection<T> rows, Function<? super T, ? extends @Nullable Object> column) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        int index = 0;
        for (T row : rows) {
            Object value = column.apply(row);
            texts[index++] = value == null ? null : value.toString();
        }
        return texts;
    }
}
