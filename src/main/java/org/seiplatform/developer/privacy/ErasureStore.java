package org.seiplatform.developer.privacy;

import static java.time.ZoneOffset.UTC;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.IdentityKey;
import org.seiplatform.developer.IdentityKind;
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
     * Holds off everyone else who changes people or facts of the organization, until the transaction ends. The names are those under
     * which ingest locks; the order is that of all who need both.
     */
    void lock(UUID organizationId) {
        for (String name : List.of("people ", "ingest ")) {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                    .param("name", name + organizationId)
                    .query(row -> {});
        }
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
                        "select id, kind, value from identities where developer_id = :developer and not erased order by id")
                .param("developer", developerId)
                .query((row, number) -> new PlainIdentity(
                        row.getObject("id", UUID.class),
                        new IdentityKey(
                                IdentityKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
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

    void remember(UUID organizationId, Collection<byte[]> digests) {
        for (byte[] digest : digests) {
            jdbc.sql("""
                            insert into erased_terms (organization_id, digest) values (:organization, :digest)
                            on conflict do nothing
                            """)
                    .param("organization", organizationId)
                    .param("digest", digest)
                    .update();
        }
    }

    Set<ByteBuffer> terms(UUID organizationId) {
        Set<ByteBuffer> terms = new HashSet<>();
        jdbc.sql("select digest from erased_terms where organization_id = :organization")
                .param("organization", organizationId)
                .query(row -> {
                    terms.add(ByteBuffer.wrap(row.getBytes("digest")));
                });
        return terms;
    }

    boolean isErased(UUID organizationId, String pseudonym) {
        return jdbc.sql("""
                        select exists (select from identities
                                       where organization_id = :organization and value = :pseudonym and erased
                                         and kind in ('email', 'github', 'gitlab'))
                        """)
                .param("organization", organizationId)
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
                          and lower(t.released_by_login) = :login
                        """)
                .param("organization", organizationId)
                .param("kind", login.kind().code())
                .param("login", login.value())
                .update();
    }

    /** Forgets the last runs of workflows, in whose names, titles and branches people can be; others will come. */
    void forgetWorkflowRuns(UUID organizationId) {
        jdbc.sql("""
                        delete from workflow_runs
                        where integration_id in (select id from integrations where organization_id = :organization)
                        """).param("organization", organizationId).update();
    }

    /** Deletes raw payloads of webhooks that hold one of the texts, in whatever case; they cannot be replayed any more. */
    void forgetPayloads(UUID organizationId, Collection<String> texts) {
        jdbc.sql("""
                        update webhook_deliveries w
                        set payload = null, detail = 'The payload was deleted because a person in it was erased.'
                        from integrations i
                        where i.id = w.integration_id and i.organization_id = :organization and w.payload is not null
                          and exists (select
                                      from unnest(cast(:texts as text[])) as text (held)
                                      where position(lower(encode(convert_to(text.held, 'UTF8'), 'escape'))
                                                     in lower(encode(w.payload, 'escape'))) > 0)
                        """)
                .param("organization", organizationId)
                .param("texts", texts.toArray(String[]::new))
                .update();
    }
}
