package org.seiplatform.platform.audit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.audit.AuditStore.Extent;
import org.seiplatform.platform.audit.AuditStore.Link;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the record and says whether it is whole. */
@Service
public class AuditRecord {

    private static final int BATCH = 1000;

    private final AuditStore store;
    private final AuditSeal seal;
    private final JsonMapper json;

    AuditRecord(AuditStore store, AuditSeal seal, JsonMapper json) {
        this.store = store;
        this.seal = seal;
        this.json = json;
    }

    /** @param organizationId null for what concerns the installation */
    public Page<AuditEvent> list(@Nullable UUID organizationId, AuditFilter filter, PageQuery query) {
        Cursor cursor = query.cursor();
        long before = cursor == null ? Long.MAX_VALUE : cursor.number(0);
        return query.page(
                        store.list(AuditEntry.chain(organizationId), filter, before, query.fetchSize()),
                        link -> Cursor.after(link.entry().position()))
                .map(this::event);
    }

    /** The entries after a position in order, so many at the most. */
    public List<AuditEvent> after(@Nullable UUID organizationId, long position, int limit) {
        return store.after(AuditEntry.chain(organizationId), position, limit).stream()
                .map(this::event)
                .toList();
    }

    /** Follows a chain from its beginning, or from where retention has cut it, to its head. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Verification verify(@Nullable UUID organizationId) {
        UUID chain = AuditEntry.chain(organizationId);
        Extent extent = store.extent(chain);
        long position = extent.removedUntil();
        long verified = 0;
        byte[] previous = null;
        List<Link> links = store.after(chain, position, BATCH);
        while (!links.isEmpty()) {
            for (Link link : links) {
                // Before the first there is nothing, or what retention has removed and is no longer there to be
                // compared.
                byte[] expected = previous == null && position > 0
                        ? link.previousHash()
                        : previous == null ? new byte[0] : previous;
                if (link.entry().position() != position + 1 || !seal.holds(expected, link)) {
                    return new Verification(false, verified, position + 1);
                }
                previous = link.hash();
                position++;
                verified++;
            }
            links = store.after(chain, position, BATCH);
        }
        boolean endsAtHead = position == extent.head().position()
                && (previous == null || Arrays.equals(previous, extent.head().hash()));
        return new Verification(endsAtHead, verified, endsAtHead ? null : position + 1);
    }

    /**
     * Whether a chain is whole.
     *
     * @param verified how many entries were found to be as they were written
     * @param brokenAt the first position at which the chain is not as it was written; null where it is whole
     */
    public record Verification(
            boolean intact, long verified, @Nullable Long brokenAt) {}

    private AuditEvent event(Link link) {
        AuditEntry entry = link.entry();
        return new AuditEvent(
                entry.id(),
                entry.organizationId(),
                entry.position(),
                entry.occurredAt(),
                entry.outcome(),
                entry.actor(),
                entry.actorRole(),
                entry.action(),
                entry.objectType(),
                entry.objectId(),
                tree(entry.before()),
                tree(entry.after()),
                entry.requestId(),
                entry.address(),
                HexFormat.of().formatHex(link.hash()));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
