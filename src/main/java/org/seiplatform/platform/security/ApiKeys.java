package org.seiplatform.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.persistence.TimeOrderedIds;
import org.seiplatform.platform.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Gives out, checks and revokes API keys. */
@Service
public class ApiKeys {

    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final ApiKeyStore store;
    private final AccessMemory memory;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private final TimeOrderedIds ids;
    private final Clock clock;

    ApiKeys(
            ApiKeyStore store,
            AccessMemory memory,
            TransactionOperations transaction,
            ApplicationEventPublisher events,
            TimeOrderedIds ids,
            Clock clock) {
        this.store = store;
        this.memory = memory;
        this.transaction = transaction;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new key, together with the one chance to see it. */
    public record IssuedKey(ApiKey key, ApiKeyToken token) {}

    /**
     * Makes a new key.
     *
     * @param organizationId null for an operator's key, and only for that
     * @param expiresAt null if it never expires
     */
    public IssuedKey issue(@Nullable UUID organizationId, String name, Role role, @Nullable Instant expiresAt) {
        return register(ApiKeyToken.generate(), organizationId, name, role, expiresAt);
    }

    /**
     * Makes a key of a token that its holder has already, such as one that is kept over restarts.
     *
     * @throws org.springframework.dao.DuplicateKeyException if there is a key with this id
     */
    public IssuedKey register(
            ApiKeyToken token, @Nullable UUID organizationId, String name, Role role, @Nullable Instant expiresAt) {
        Instant now = clock.instant();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ProblemException.invalid("/expires_at", "must be in the future");
        }
        ApiKey key = new ApiKey(ids.next(), token.id(), organizationId, name, role, now, expiresAt, null, null);
        transaction.executeWithoutResult(status -> {
            store.insert(key, token.secretHash());
            memory.changedByTransaction(key.keyId());
            events.publishEvent(new ApiKeyChanged(null, key));
        });
        return new IssuedKey(key, token);
    }

    /** The keys of an organization (of operators for null), the revoked ones among them, in the order of their making. */
    public Page<ApiKey> list(@Nullable UUID organizationId, PageQuery query) {
        return query.page(
                store.list(organizationId, query.afterId(), query.fetchSize()), key -> Cursor.after(key.id()));
    }

    public ApiKey get(@Nullable UUID organizationId, UUID id) {
        return store.find(organizationId, id).orElseThrow(() -> ProblemException.notFound("API key"));
    }

    /** Revokes a key at once and for good; revoking it again changes nothing. */
    public void revoke(@Nullable UUID organizationId, UUID id) {
        ApiKey before = get(organizationId, id);
        transaction.executeWithoutResult(status -> {
            if (store.revoke(id, clock.instant())) {
                memory.changedByTransaction(before.keyId());
                events.publishEvent(new ApiKeyChanged(before, get(organizationId, id)));
            }
        });
    }

    /** The caller that a token belongs to; empty if it is not valid, whatever the reason. */
    public Optional<Caller> authenticate(ApiKeyToken token) {
        Instant now = clock.instant();
        Optional<RememberedKey> found = find(token.id())
                .filter(known -> known.isProvedBy(token) && known.key().usableAt(now));
        found.filter(known -> known.claimNote(now, USE_NOTED_EVERY)).ifPresent(known -> noteUse(known.key(), now));
        return found.map(RememberedKey::key).map(key -> Caller.withKey(key.keyId(), key.role(), key.organizationId()));
    }

    boolean isUsable(String keyId) {
        return find(keyId)
                .filter(known -> known.key().usableAt(clock.instant()))
                .isPresent();
    }

    /** Says that the transaction at hand deletes an organization, and its keys with it. */
    public void deletedWith(UUID organizationId, String slug) {
        store.keyIds(organizationId).forEach(memory::changedByTransaction);
        memory.organizationChangedByTransaction(organizationId.toString());
        memory.organizationChangedByTransaction(slug);
    }

    private Optional<RememberedKey> find(String keyId) {
        return memory.key(keyId, id -> store.findByKeyId(id).map(RememberedKey::new));
    }

    /** Beside the request: that a use cannot be noted is no reason to refuse it or to let it wait. */
    private void noteUse(ApiKey key, Instant now) {
        Thread.ofVirtual().name("api-key-use").start(() -> {
            try {
                store.touch(key.id(), now, now.minus(USE_NOTED_EVERY));
            } catch (DataAccessException exception) {
                log.warn("The use of API key {} could not be noted: {}", key.keyId(), exception.getMessage());
            }
        });
    }
}
