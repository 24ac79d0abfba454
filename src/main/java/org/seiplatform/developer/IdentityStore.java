package org.seiplatform.developer;

import static java.time.ZoneOffset.UTC;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.seiplatform.developer.IdentityResolution.KnownIdentity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes identities, many at a time. */
@Repository
class IdentityStore {

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

    private static IdentityKey key(ResultSet row) throws SQLException {
        return new IdentityKey(
                IdentityKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("host"),
                row.getString("value"));
    }
}
