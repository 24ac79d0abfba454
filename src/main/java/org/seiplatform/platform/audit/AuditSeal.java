package org.seiplatform.platform.audit;

import java.util.Arrays;
import org.seiplatform.platform.audit.AuditStore.Link;
import org.seiplatform.platform.secrets.KeyedHash;
import org.springframework.stereotype.Component;

/** Binds each entry to all before it, by a hash that only who has the encryption key can make. */
@Component
class AuditSeal {

    private final KeyedHash keyedHash;

    AuditSeal(KeyedHash keyedHash) {
        this.keyedHash = keyedHash;
    }

    byte[] hash(byte[] previous, AuditEntry entry) {
        return keyedHash.hash("audit", previous, entry.canonical());
    }

    /** Whether a link is as it was written, and follows this hash. */
    boolean holds(byte[] previous, Link link) {
        return Arrays.equals(previous, link.previousHash()) && Arrays.equals(link.hash(), hash(previous, link.entry()));
    }
}
