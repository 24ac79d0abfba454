package org.seiplatform.platform.idempotency;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.persistence.TimeOrderedIds;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.secrets.SecretCipher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does something once under a key. What is done and that it was done are one transaction: after a crash, both are there or neither.
 */
@Component
class IdempotentExecution {

    private final IdempotencyStore store;
    private final IdempotencyProperties properties;
    private final PlatformTransactionManager transactions;
    private final SecretCipher cipher;
    private final JsonMapper json;
    private final TimeOrderedIds ids;
    private final Clock clock;

    IdempotentExecution(
            IdempotencyStore store,
            IdempotencyProperties properties,
            PlatformTransactionManager transactions,
            SecretCipher cipher,
            JsonMapper json,
            TimeOrderedIds ids,
            Clock clock) {
        this.store = store;
        this.properties = properties;
        this.transactions = transactions;
        this.cipher = cipher;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param repeated whether the answer is that of an earlier time */
    record Outcome(StoredResponse answer, boolean repeated) {}

    /**
     * Does it, unless it was done already. What fails leaves no trace, and may be tried again.
     *
     * @param scope tells whose key it is, and which
     * @param request tells the request from others
     * @throws ProblemException if the key is in use just now, or was used for something else
     */
    Outcome perform(byte[] scope, byte[] request, @Nullable UUID organizationId, Callable<StoredResponse> work)
            throws Exception {
        TransactionStatus transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        Outcome outcome;
        try {
            if (!store.lock(scope)) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_KEY_IN_USE, "A request with this key has not been answered yet.");
            }
            Optional<IdempotencyStore.Row> known = store.find(scope, clock.instant());
            outcome = known.isPresent()
                    ? new Outcome(answer(known.get(), request), true)
                    : new Outcome(first(scope, request, organizationId, work.call()), false);
        } catch (Exception | Error failure) {
            transactions.rollback(transaction);
            throw failure;
        }
        transactions.commit(transaction);
        return outcome;
    }

    private StoredResponse answer(IdempotencyStore.Row row, byte[] request) {
        if (!MessageDigest.isEqual(row.request(), request)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED, "This key was used for a request that was not the same.");
        }
        if (row.answer() == null) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "It was done, but what was answered then is no longer kept.");
        }
        return json.readValue(cipher.decrypt(row.answer(), row.id()), StoredResponse.class);
    }

    private StoredResponse first(byte[] scope, byte[] request, @Nullable UUID organizationId, StoredResponse answer) {
        if (answer.isSuccess()) {
            UUID id = ids.next();
            store.put(new IdempotencyStore.Row(
                    id,
                    scope,
                    organizationId,
                    request,
                    cipher.encrypt(json.writeValueAsString(answer), id),
                    clock.instant().plus(properties.retention())));
        }
        return answer;
    }
}
