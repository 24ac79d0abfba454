package org.seiplatform.developer;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.seiplatform.platform.persistence.AdvisoryLocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code identities}, as people see and change it, one developer at a time. */
@Repository
class AssignedIdentityStore {

    private static final String COLUMNS =
            "id, kind, nullif(host, '') as host, value, assigned_by_hand, matches_bot, bot_by_provider, created_at";

    private final JdbcClient jdbc;
    private final Pseudonyms pseudonyms;
    private final BotPatternQueries botPatterns;
    private final List<IdentityUse> facts;

    AssignedIdentityStore(
            JdbcClient jdbc, Pseudonyms pseudonyms, BotPatternQueries botPatterns, List<IdentityUse> facts) {
        this.jdbc = jdbc;
        this.pseudonyms = pseudonyms;
        this.botPatterns = botPatterns;
        this.facts = facts;
    }

    /** Holds off events that would add people to the organization or unite them, until the transaction ends. */
    void lock(UUID organizationId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", AdvisoryLocks.people(organizationId))
                .query(row -> {});
    }

    /** The identities of developers, each developer's in the order of their creation. */
    Map<UUID, List<Identity>> byDeveloper(Collection<UUID> developerIds) {
        Map<UUID, List<Identity>> identities = new HashMap<>();
        jdbc.sql("select developer_id, " + COLUMNS
                        + " from identities where developer_id = any(:developers) and not erased order by id")
                .param("developers", developerIds.toArray(UUID[]::new))
                .query(row -> {
                    identities
                            .computeIfAbsent(row.getObject("developer_id", UUID.class), missing -> new ArrayList<>())
                            .add(identity(row, 0));
                });
        return identities;
    }

    List<Identity> list(UUID developerId, UUID after, int limit) {
        return jdbc.sql("""
                        select %s
                        from identities
                        where developer_id = :developer and not erased and id > :after
                        order by id
                        limit :limit
                        """.formatted(COLUMNS))
                .param("developer", developerId)
                .param("after", after)
                .param("limit", limit)
                .query(AssignedIdentityStore::identity)
                .list();
    }

    /** Who appears in events under this address. */
    List<UUID> developersByEmail(UUID organizationId, String email) {
        return jdbc.sql("""
                        select developer_id from identities
                        where organization_id = :organization and kind = 'email' and value = :value
                        """)
                .param("organization", organizationId)
                .param("value", email.toLowerCase(Locale.ROOT))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Who has this login on the host, at whichever provider; an empty host stands for any. */
    List<UUID> developersByLogin(UUID organizationId, String login, String host) {
        return jdbc.sql("""
                        select developer_id from identities
                        where organization_id = :organization and kind <> 'email' and value = :value
                          and :host in ('', host)
                        """)
                .param("organization", organizationId)
                .param("value", login.toLowerCase(Locale.ROOT))
                .param("host", host)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Whether the identity, or a login that it tells, is that of a person who has been erased. */
    boolean isErased(UUID organizationId, IdentityKey identity) {
        return isErasedItself(organizationId, identity)
                || identity.toldLogin()
                        .filter(login -> isErasedItself(organizationId, login))
                        .isPresent();
    }

    private boolean isErasedItself(UUID organizationId, IdentityKey identity) {
        return jdbc.sql("""
                        select exists (select from identities
                                       where organization_id = :organization and kind = :kind and host = :host
                                         and value = :pseudonym)
                        """)
                .param("organization", organizationId)
                .param("kind", identity.kind().code())
                .param("host", identity.host())
                .param("pseudonym", pseudonyms.of(organizationId, identity))
                .query(Boolean.class)
                .single();
    }

    /** Who has the identity, if only events have said so and no person has decided anything about them. */
    Optional<UUID> observed(UUID organizationId, IdentityKey identity) {
        return jdbc.sql("""
                        select d.id
                        from identities i
                        join developers d on d.id = i.developer_id
                        where i.organization_id = :organization and i.kind = :kind and i.host = :host and i.value = :value
                          and d.name_as_of is not null and d.erased_at is null
                          and not exists (select from identities o where o.developer_id = d.id and o.assigned_by_hand)
                        """)
                .param("organization", organizationId)
                .param("kind", identity.kind().code())
                .param("host", identity.host())
                .param("value", identity.value())
                .query(UUID.class)
                .optional();
    }

    /** Whether the developer has the identity. */
    boolean belongs(UUID organizationId, UUID developerId, IdentityKey identity) {
        return jdbc.sql("""
                        select exists (select from identities
                                       where organization_id = :organization and kind = :kind and host = :host
                                         and value = :value and developer_id = :developer)
                        """)
                .param("organization", organizationId)
                .param("kind", identity.kind().code())
                .param("host", identity.host())
                .param("value", identity.value())
                .param("developer", developerId)
                .query(Boolean.class)
                .single();
    }

    /** Adds an identity that a person assigns. */
    Identity add(UUID id, UUID organizationId, UUID developerId, IdentityKey identity, Instant now) {
        return jdbc.sql("""
                        insert into identities
                            (id, organization_id, developer_id, kind, host, value, assigned_by_hand, matches_bot,
                             created_at)
                        values (:id, :organization, :developer, :kind, :host, :value, true, :bot, :now)
                        returning %s
                        """.formatted(COLUMNS))
                .param("id", id)
                .param("developer", developerId)
                .param("kind", identity.kind().code())
                .param("host", identity.host())
                .param("value", identity.value())
                .param("bot", botPatterns.bots(organizationId).test(identity))
                .param("now", now.atOffset(UTC))
                .param("organization", organizationId)
                .query(AssignedIdentityStore::identity)
                .single();
    }

    /** Whose the identity is now; empty if the organization has none with this id that is not erased. */
    Optional<UUID> owner(UUID organizationId, UUID id) {
        return jdbc.sql(
                        "select developer_id from identities where organization_id = :organization and id = :id and not erased")
                .param("organization", organizationId)
                .param("id", id)
                .query((row, number) -> row.getObject("developer_id", UUID.class))
                .optional();
    }

    /** An identity that is there. */
    Identity get(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from identities where id = :id")
                .param("id", id)
                .query(AssignedIdentityStore::identity)
                .single();
    }

    /** Puts an identity where a person wants it; empty if it has been put there before. */
    Optional<Identity> assign(UUID id, UUID developerId) {
        return jdbc.sql("""
                        update identities
                        set developer_id = :developer, assigned_by_hand = true
                        where id = :id and not (developer_id = :developer and assigned_by_hand)
                        returning %s
                        """.formatted(COLUMNS))
                .param("id", id)
                .param("developer", developerId)
                .query(AssignedIdentityStore::identity)
                .optional();
    }

    /** Makes everything that belongs to one developer belong to another, and the first one go. */
    void merge(UUID from, UUID into) {
        for (String step : List.of(
                """
                insert into developer_names (developer_id, name)
                select :into, name from developers where id = :from
                union
                select :into, name from developer_names where developer_id = :from
                on conflict do nothing
                """,
                "update identities set developer_id = :into, assigned_by_hand = true where developer_id = :from",
                """
                update team_members m
                set developer_id = :into
                where m.developer_id = :from
                  and not exists (select from team_members other
                                  where other.team_id = m.team_id and other.developer_id = :into)
                """,
                "delete from developers where id = :from")) {
            jdbc.sql(step).param("from", from).param("into", into).update();
        }
    }

    /** Whether anything that was ever sent is by, or was reviewed or deployed by, one of the developer's identities. */
    boolean inUse(UUID developerId) {
        return jdbc.sql("""
                        select exists (
                            select from identities i
                            where i.developer_id = :developer and (%s))
                        """.formatted(facts.stream()
                        .map(IdentityUse::identityColumns)
                        .flatMap(List::stream)
                        .map(column ->
                                "exists (select from %s where %s = i.id)".formatted(column.table(), column.name()))
                        .collect(Collectors.joining(" or "))))
                .param("developer", developerId)
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    private static Identity identity(ResultSet row, int number) throws SQLException {
        return new Identity(
                row.getObject("id", UUID.class),
                IdentityKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("host"),
                row.getString("value"),
                row.getBoolean("assigned_by_hand"),
                row.getBoolean("matches_bot"),
                row.getBoolean("bot_by_provider"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
