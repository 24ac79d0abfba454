package org.seiplatform.platform.audit;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.audit.AuditStore.Link;
import org.seiplatform.platform.secrets.KeyedHash;
import org.springframework.stereotype.Component;

/** Binds each entry to all before it, and seals where chains begin and end, by hashes that only who has the encryption key can make. */
@Component
class AuditSeal {

    private final KeyedHash keyedHash;

    AuditSeal(KeyedHash keyedHash) {
        this.keyedHash = keyedHash;
    }

    byte[] hash(byte[] previous, AuditEntry entry) {
        return keyedHash.hash("audit", previous, entry.canonical());
    }

    /** Seals what is left of an entry after a redaction. */
    byte[] redaction(byte[] hash, AuditEntry left) {
        return keyedHash.hash("audit redaction", hash, left.canonical());
    }

    /** Whether a link is as it was written or redacted, and follows this hash. */
    boolean holds(byte[] previous, Link link) {
        if (!MessageDigest.isEqual(previous, link.previousHash())) {
            return false;
        }
        byte @Nullable [] redaction = link.redactionSeal();
        return redaction == null
                ? MessageDigest.isEqual(link.hash(), hash(previous, link.entry()))
                : MessageDigest.isEqual(redaction, redaction(link.hash(), link.entry()));
    }

    boolean holds(AuditHead head) {
        return MessageDigest.isEqual(head.seal(), seal(head));
    }

    AuditHead sealed(AuditHead head) {
        return head.sealed(seal(head));
    }

    /** What a head becomes. One whose seal did not hold is not sealed again: what was done to it must not be forgotten. */
    AuditHead sealed(AuditHead before, AuditHead after) {
        return holds(before) ? sealed(after) : after;
    }

    private byte[] seal(AuditHead head) {
        return keyedHash.hash("audit head", head.canonical());
    }
}
