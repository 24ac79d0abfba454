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
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private final TimeOrderedIds ids;
    private final Clock clock;

    ApiKeys(
            ApiKeyStore store,
            TransactionOperations transaction,
            ApplicationEventPublisher events,
            TimeOrderedIds ids,
            Clock clock) {
        this.store = store;
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
            store.revoke(id, clock.instant());
            events.publishEvent(new ApiKeyChanged(before, get(organizationId, id)));
        });
    }

    /** Who holds this token; empty if nobody may use it, whatever the reason. */
    public Optional<Caller> authenticate(ApiKeyToken token) {
        Instant now = clock.instant();
        Optional<ApiKey> key = store.findByKeyId(token.id())
                .filter(stored -> token.matches(stored.secretHash()))
                .map(ApiKeyStore.StoredKey::key)
                .filter(found -> found.usableAt(now));
        key.ifPresent(found -> noteUse(found, now));
        return key.map(found -> new Caller("key:" + found.keyId(), found.role(), found.organizationId()));
    }

    /** That a use cannot be noted is no reason to refuse the request. */
    private void noteUse(ApiKey key, Instant now) {
        Instant due = now.minus(USE_NOTED_EVERY);
        if (key.lastUsedAt() != null && key.lastUsedAt().isAfter(due)) {
            return;
        }
        try {
            store.touch(key.id(), now, due);
        } catch (DataAccessException exception) {
            log.warn("The use of API key {} could not be noted", key.keyId(), exception);
        }
    }
}
