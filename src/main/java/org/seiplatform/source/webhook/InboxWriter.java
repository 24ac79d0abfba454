package org.seiplatform.source.webhook;

import static org.seiplatform.platform.problem.ProblemType.UNAVAILABLE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.source.webhook.InboxStore.Key;
import org.seiplatform.source.webhook.InboxStore.Noted;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notes deliveries in the inbox, all that wait at a moment in one transaction: however many come at once, they take one connection and
 * share the wait for the disk.
 */
@Component
class InboxWriter {

    private static final int MOST_AT_ONCE = 200;

    /** Providers wait ten seconds for an answer. */
    private static final long PATIENCE_SECONDS = 4;

    private static final long MOST_BYTES = 16 << 20;

    private final InboxStore inbox;
    private final ErasedPeople erasedPeople;
    private final TransactionTemplate transaction;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    InboxWriter(InboxStore inbox, ErasedPeople erasedPeople, TransactionTemplate transaction) {
        this.inbox = inbox;
        this.erasedPeople = erasedPeople;
        this.transaction = transaction;
    }

    /** @param delivery under the id that its sender gave it, which may have to be written in another way */
    Note note(UUID organizationId, Noted delivery) {
        Waiting mine = new Waiting(organizationId, delivery, new CompletableFuture<>());
        waiting.add(mine);
        // On a thread of its own, because it is not this request's work alone, nor takes its connection.
        if (writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("webhook-inbox").start(this::write);
        }
        try {
            return mine.note.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (TimeoutException slow) {
            waiting.remove(mine);
            throw new ProblemException(UNAVAILABLE, "The delivery could not be noted in time.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void write() {
        do {
            try {
                for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
                    write(batch);
                }
            } finally {
                writing.set(false);
            }
            // One that came after the last look, and saw that somebody was writing.
        } while (!waiting.isEmpty() && writing.compareAndSet(false, true));
    }

    private List<Waiting> next() {
        List<Waiting> batch = new ArrayList<>();
        long bytes = 0;
        for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
            batch.add(one);
            bytes += one.delivery.payload().bytes().length;
            if (batch.size() == MOST_AT_ONCE || bytes >= MOST_BYTES) {
                break;
            }
        }
        return batch;
    }

    private void write(List<Waiting> batch) {
        try {
            Map<Waiting, Key> keys = new LinkedHashMap<>();
            Set<Key> added = transaction.execute(status -> {
                Map<UUID, ErasedWords> erased = new HashMap<>();
                Map<Key, Noted> byKey = new LinkedHashMap<>();
                for (Waiting one : batch) {
                    Noted noted = one.delivery.without(erased.computeIfAbsent(one.organizationId, erasedPeople::words));
                    keys.put(one, noted.key());
                    byKey.putIfAbsent(noted.key(), noted);
                }
                return inbox.note(List.copyOf(byKey.values()));
            });
            Set<Key> claimed = new HashSet<>(added);
            keys.forEach((one, key) -> one.note.complete(new Note(key.deliveryId(), claimed.remove(key))));
        } catch (RuntimeException failure) {
            if (batch.size() > 1) {
                // Perhaps one of them is to blame, such as one whose integration is being deleted.
                batch.forEach(one -> write(List.of(one)));
            } else {
                batch.getFirst().note.completeExceptionally(failure);
            }
        } catch (Error failure) {
            batch.forEach(one -> one.note.completeExceptionally(failure));
            throw failure;
        }
    }

    /**
     * What was noted.
     *
     * @param isNew false if the delivery came before, or its integration is gone
     */
    record Note(String deliveryId, boolean isNew) {}

    private record Waiting(UUID organizationId, Noted delivery, CompletableFuture<Note> note) {}
}
