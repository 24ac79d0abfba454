package org.seiplatform.platform.audit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.audit.AuditStore.Link;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the record and says whether it is whole. */
@Service
public class AuditRecord {

    private static final int BATCH = 1000;

    private final AuditTrail trail;
    private final AuditStore store;
    private final AuditHeads heads;
    private final AuditSeal seal;
    private final JsonMapper json;

    AuditRecord(AuditTrail trail, AuditStore store, AuditHeads heads, AuditSeal seal, JsonMapper json) {
        this.trail = trail;
        this.store = store;
        this.heads = heads;
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

    /**
     * Notes that the record is about to be exported.
     *
     * @throws ProblemException {@code not_found} if there is none: the note must not begin one
     */
    @Transactional
    public void noteExport(@Nullable UUID organizationId) {
        if (organizationId != null && !exists(AuditEntry.chain(organizationId))) {
            throw ProblemException.notFound("organization");
        }
        trail.note(new Change(
                organizationId, "audit_events.exported", "audit_events", AuditEntry.chain(organizationId), null, null));
    }

    private boolean exists(UUID chain) {
        return heads.has(chain) || !store.after(chain, 0, 1).isEmpty();
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
        Optional<AuditHead> sealed = heads.intact(AuditEntry.chain(organizationId));
        if (sealed.isEmpty()) {
            return Verification.broken(0, null, "The record is missing, or where it ends is not as it was sealed.");
        }
        AuditHead head = sealed.get();
        if (head.isInstallation() && !heads.areComplete(head)) {
            return Verification.broken(
                    0, null, "The record of an organization is missing, or is not as it was sealed.");
        }
        return follow(head);
    }

    private Verification follow(AuditHead head) {
        long position = head.removedUntil();
        byte[] previous = head.removedHash();
        long verified = 0;
        // From the very beginning: what retention has removed must not be there.
        List<Link> links = store.after(head.chain(), 0, BATCH);
        while (!links.isEmpty()) {
            for (Link link : links) {
                if (link.entry().position() != position + 1 || !seal.holds(previous, link)) {
                    return Verification.broken(verified, position + 1, "An entry is missing or not as it was written.");
                }
                previous = link.hash();
                position++;
                verified++;
            }
            links = store.after(head.chain(), position, BATCH);
        }
        return position == head.position() && Arrays.equals(previous, head.hash())
                ? new Verification(true, verified, null, null)
                : Verification.broken(verified, position + 1, "Entries are missing at the end.");
    }

    /**
     * Whether a chain is whole.
     *
     * @param verified how many entries were found to be as they were written
     * @param brokenAt the first position at which the chain is not as it was written; null where no single one is
     * @param finding what is wrong; null where it is whole
     */
    public record Verification(
            boolean intact,
            long verified,
            @Nullable Long brokenAt,
            @Nullable String finding) {

        private static Verification broken(long verified, @Nullable Long at, String finding) {
            return new Verification(false, verified, at, finding);
        }
    }

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
                HexFormat.of().formatHex(link.hash()),
                link.redactionSeal() != null);
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
