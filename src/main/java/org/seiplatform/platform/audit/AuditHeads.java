package org.seiplatform.platform.audit;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The sealed heads of the chains. */
@Component
class AuditHeads {

    private static final byte[] NONE = {};

    private final AuditHeadStore store;
    private final AuditSeal seal;

    AuditHeads(AuditHeadStore store, AuditSeal seal) {
        this.store = store;
        this.seal = seal;
    }

    /**
     * Takes the head of a chain, which begins now where it has none; other writers of the chain wait.
     *
     * @param rightfully whether a chain without a head has not lost it; else the new one is never sealed
     */
    AuditHead take(UUID chain, boolean rightfully) {
        return store.lock(chain).orElseGet(() -> rightfully ? begin(chain) : insert(empty(chain, 0)));
    }

    void replace(AuditHead before, AuditHead after) {
        store.update(seal.sealed(before, after));
    }

    /** The head of a chain, if it has begun and its seal holds. */
    Optional<AuditHead> intact(UUID chain) {
        return store.find(chain).filter(seal::holds);
    }

    /** Whether a chain has a head, sealed or not. */
    boolean has(UUID chain) {
        return store.find(chain).isPresent();
    }

    /** Whether every chain that ever began still has its head, as it was sealed. */
    boolean areComplete(AuditHead installation) {
        long number = 0;
        for (AuditHead head : store.ofOrganizations()) {
            number++;
            if (head.number() != number || !seal.holds(head)) {
                return false;
            }
        }
        return number == installation.number();
    }

    /** The installation's chain is taken first: it counts the others. */
    private AuditHead begin(UUID chain) {
        if (chain.equals(AuditEntry.INSTALLATION)) {
            return insert(seal.sealed(empty(chain, 0)));
        }
        AuditHead installation = take(AuditEntry.INSTALLATION, true);
        AuditHead counted = installation.numbered(installation.number() + 1);
        replace(installation, counted);
        return insert(seal.sealed(empty(chain, counted.number())));
    }

    private AuditHead insert(AuditHead head) {
        store.insert(head);
        return store.lock(head.chain()).orElseThrow();
    }

    private static AuditHead empty(UUID chain, long number) {
        return new AuditHead(chain, 0, NONE, 0, NONE, number, NONE);
    }
}
