package org.seiplatform.developer.privacy;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.IdentityKey;
import org.seiplatform.developer.IdentityKind;
import org.seiplatform.platform.persistence.AdvisoryLocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Replaces what is stored of a person by what says nothing, and remembers by hash what it was. */
@Repository
class ErasureStore {

    private final JdbcClient jdbc;

    ErasureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A developer, as far as erasing them goes. */
    record Person(String name, @Nullable String email, boolean erased) {}

    /** An identity that still says whose it is. */
    record PlainIdentity(UUID id, IdentityKey key) {}

    /**
     * A term by which texts spoke of somebody.
     *
     * @param number in the order of their storing
     * @param firstWord by a short hash
     * @param words how many it has
     */
    record StoredTerm(long number, byte[] digest, short firstWord, int words) {}

    /** Holds off everyone else who changes people or facts of the organization, until the transaction ends. */
    void lock(UUID organizationId) {
        for (String name : List.of(AdvisoryLocks.people(organizationId), AdvisoryLocks.ingest(organizationId))) {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                    .param("name", name)
                    .query(row -> {});
        }
    }

    /** What the developer was called before. */
    List<String> earlierNames(UUID developerId) {
        return jdbc.sql("select name from developer_names where developer_id = :developer")
                .param("developer", developerId)
                .query((row, number) -> row.getString(1))
                .list();
    }

    Optional<Person> find(UUID organizationId, UUID developerId) {
        return jdbc.sql("""
                        select name, email, erased_at is not null as erased
                        from developers
                        where organization_id = :organization and id = :developer
                        """)
                .param("organization", organizationId)
                .param("developer", developerId)
                .query((row, number) ->
                        new Person(row.getString("name"), row.getString("email"), row.getBoolean("erased")))
                .optional();
    }

    List<PlainIdentity> plainIdentities(UUID developerId) {
        return jdbc.sql(
                        "select id, kind, host, value from identities where developer_id = :developer and not erased order by id")
                .param("developer", developerId)
                .query((row, number) -> new PlainIdentity(
                        row.getObject("id", UUID.class),
                        new IdentityKey(
                                IdentityKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                                row.getString("host"),
                                row.getString("value"))))
                .list();
    }

    /** From now on the identity is known by its pseudonym alone, and no event moves it to another developer. */
    void erase(UUID identityId, String pseudonym) {
        jdbc.sql("""
                        update identities set value = :pseudonym, erased = true, assigned_by_hand = true
                        where id = :id
                        """).param("id", identityId).param("pseudonym", pseudonym).update();
    }

    /** Gives the developer a name that no event changes; whether they are a bot, and their memberships, count in figures and stay. */
    void erase(UUID developerId, String name, Instant now) {
        jdbc.sql("""
                        update developers
                        set name = :name, name_as_of = null, email = null, erased_at = coalesce(erased_at, :now),
                            version = version + 1, updated_at = :now
                        where id = :developer
                        """)
                .param("developer", developerId)
                .param("name", name)
                .param("now", now.atOffset(UTC))
                .update();
    }

    void forgetNames(UUID developerId) {
        jdbc.sql("delete from developer_names where developer_id = :developer")
                .param("developer", developerId)
                .update();
    }

    void remember(UUID organizationId, Collection<StoredTerm> terms) {
        for (StoredTerm term : terms) {
            jdbc.sql("""
                            insert into erased_terms (organization_id, digest, first_word, words)
                            values (:organization, :digest, :firstWord, :words)
                            on conflict do nothing
                            """)
                    .param("organization", organizationId)
                    .param("digest", term.digest())
                    .param("firstWord", term.firstWord())
                    .param("words", term.words())
                    .update();
        }
    }

    /** The terms with greater numbers than this. */
    List<StoredTerm> termsAfter(UUID organizationId, long number) {
        return jdbc.sql("""
                        select number, digest, first_word, words
                        from erased_terms
                        where organization_id = :organization and number > :number
                        """)
                .param("organization", organizationId)
                .param("number", number)
                .query((row, index) -> new StoredTerm(
                        row.getLong("number"), row.getBytes("digest"), row.getShort("first_word"), row.getInt("words")))
                .list();
    }

    boolean isErased(UUID organizationId, IdentityKey key, String pseudonym) {
        return jdbc.sql("""
                        select exists (select from identities
                                       where organization_id = :organization and kind = :kind and host = :host
                                         and value = :pseudonym and erased)
                        """)
                .param("organization", organizationId)
                .param("kind", key.kind().code())
                .param("host", key.host())
                .param("pseudonym", pseudonym)
                .query(Boolean.class)
                .single();
    }

    /** Who released something is kept by login until its commit is known. */
    void forgetReleases(UUID organizationId, IdentityKey login) {
        jdbc.sql("""
                        update tags t set released_by_login = null
                        from repositories r
                        where r.id = t.repository_id and r.organization_id = :organization and r.provider = :kind
                          and r.host = :host
                          and lower(t.released_by_login) = :login
                        """)
                .param("organization", organizationId)
                .param("kind", login.kind().code())
                .param("host", login.host())
                .param("login", login.value())
                .update();
    }
}
