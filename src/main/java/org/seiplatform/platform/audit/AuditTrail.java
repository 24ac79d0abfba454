package org.seiplatform.platform.audit;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.audit.AuditEvent.Outcome;
import org.seiplatform.platform.audit.AuditStore.Link;
import org.seiplatform.platform.observability.RequestId;
import org.seiplatform.platform.persistence.TimeOrderedIds;
import org.seiplatform.platform.security.ApiKey;
import org.seiplatform.platform.security.ApiKeyChanged;
import org.seiplatform.platform.security.Caller;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Writes the record: changes together with what they change, in one transaction, so that there is neither without the other. */
@Component
public class AuditTrail {

    private static final String SYSTEM = "system";

    private final AuditStore store;
    private final AuditHeads heads;
    private final AuditSeal seal;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final JsonMapper json;

    AuditTrail(AuditStore store, AuditHeads heads, AuditSeal seal, TimeOrderedIds ids, Clock clock, JsonMapper json) {
        this.store = store;
        this.heads = heads;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /**
     * What was done.
     *
     * @param organizationId null for what concerns the installation
     * @param action such as {@code team.changed}
     * @param before what the object was, as callers see it; null where there was none. Nothing secret, and nothing about a person
     *     that an erasure would have to remove.
     * @param after what it is now; null where it is no more
     */
    public record Change(
            @Nullable UUID organizationId,
            String action,
            String objectType,
            Object objectId,
            @Nullable Object before,
            @Nullable Object after) {}

    /** Notes a change, in the transaction that makes it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(Change change) {
        Optional<Caller> caller = caller();
        append(new AuditEntry(
                ids.next(),
                change.organizationId(),
                0,
                clock.instant(),
                Outcome.DONE,
                caller.map(Caller::subject).orElse(SYSTEM),
                caller.map(it -> it.role().code()).orElse(null),
                change.action(),
                change.objectType(),
                change.objectId().toString(),
                text(change.before()),
                text(change.after()),
                RequestId.recorded(),
                address()));
    }

    @EventListener
    void note(ApiKeyChanged change) {
        ApiKey key = change.after();
        String action = change.before() == null ? "api_key.created" : "api_key.revoked";
        note(new Change(key.organizationId(), action, "api_key", key.id(), change.before(), key));
    }

    /** Adds an entry to the end of its chain. */
    void append(AuditEntry entry) {
        AuditHead head = heads.take(entry.chain(), entry.mayBegin());
        AuditEntry placed = entry.at(head.position() + 1);
        byte[] hash = seal.hash(head.hash(), placed);
        store.append(new Link(placed, head.hash(), hash, null));
        heads.replace(head, head.endingAt(placed.position(), hash));
    }

    private @Nullable String text(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(value);
    }

    private static Optional<Caller> caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : null;
    }
}
