package org.seiplatform.source.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.platform.persistence.StatementLimits;
import org.seiplatform.platform.resilience.Batching;
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

    /** Providers wait ten seconds for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final long MOST_BYTES = 16 << 20;
    private static final long MOST_AT_ONCE = 200;

    private final InboxStore inbox;
    private final ErasedPeople erasedPeople;
    private final TransactionTemplate transaction;
    private final Batching<Arrived, Note> notes;

    InboxWriter(InboxStore inbox, ErasedPeople erasedPeople, TransactionTemplate transaction) {
        this.inbox = inbox;
        this.erasedPeople = erasedPeople;
        this.transaction = transaction;
        this.notes = new Batching<>(
                "webhook-inbox",
                MOST_BYTES,
                Arrived::weight,
                batch -> StatementLimits.ofSharedWrites(() -> write(batch)));
    }

    /** @param delivery under the id that its sender gave it, which may have to be written in another way */
    Note note(UUID organizationId, Noted delivery) {
        return notes.ask(new Arrived(organizationId, delivery), PATIENCE);
    }

    private List<Note> write(List<Arrived> batch) {
        return transaction.execute(status -> {
            Map<UUID, ErasedWords> erased = new HashMap<>();
            Map<Key, Noted> byKey = new LinkedHashMap<>();
            List<Key> keys = new ArrayList<>();
            for (Arrived one : batch) {
                Noted noted = one.delivery.without(erased.computeIfAbsent(one.organizationId, erasedPeople::words));
                keys.add(noted.key());
                byKey.putIfAbsent(noted.key(), noted);
            }
            Set<Key> added = new HashSet<>(inbox.note(List.copyOf(byKey.values())));
            return keys.stream()
                    .map(key -> new Note(key.deliveryId(), added.remove(key)))
                    .toList();
        });
    }

    /**
     * What was noted.
     *
     * @param isNew false if the delivery came before, or its integration is gone
     */
    record Note(String deliveryId, boolean isNew) {}

    private record Arrived(UUID organizationId, Noted delivery) {

        private long weight() {
            return delivery.payload().bytes().length + MOST_BYTES / MOST_AT_ONCE;
        }
    }
}
