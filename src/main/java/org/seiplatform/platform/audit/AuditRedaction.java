package org.seiplatform.platform.audit;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.audit.AuditStore.Link;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what must be forgotten out of what objects were before and after. An entry keeps its hash, so that the chain holds, and gets a
 * seal over what is left of it. Who did what to which object, and when, stays.
 */
@Component
public class AuditRedaction {

    private static final int BATCH = 1000;

    private final AuditStore store;
    private final AuditSeal seal;
    private final TransactionTemplate transaction;

    AuditRedaction(AuditStore store, AuditSeal seal, TransactionTemplate transaction) {
        this.store = store;
        this.seal = seal;
        this.transaction = transaction;
    }

    /** @param rewriting of a JSON document; equal where nothing has to go */
    public void redact(UUID organizationId, UnaryOperator<String> rewriting) {
        long position = 0;
        List<Link> links = store.after(organizationId, position, BATCH);
        while (!links.isEmpty()) {
            for (Link link : links) {
                redact(link, rewriting);
                position = link.entry().position();
            }
            links = store.after(organizationId, position, BATCH);
        }
    }

    private void redact(Link link, UnaryOperator<String> rewriting) {
        AuditEntry entry = link.entry();
        AuditEntry left = entry.with(rewritten(entry.before(), rewriting), rewritten(entry.after(), rewriting));
        // What was tampered with must not be sealed.
        if (!left.equals(entry) && seal.holds(link.previousHash(), link)) {
            transaction.executeWithoutResult(status -> store.redact(left, seal.redaction(link.hash(), left)));
        }
    }

    private static @Nullable String rewritten(@Nullable String document, UnaryOperator<String> rewriting) {
        return document == null ? null : rewriting.apply(document);
    }
}
