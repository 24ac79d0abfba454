package org.seiplatform.platform.audit;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Where a chain ends and where retention has cut it.
 *
 * @param position of the last entry; 0 before the first
 * @param hash of the last entry; empty before the first
 * @param removedUntil the last position that retention removed; 0 for none
 * @param removedHash the hash of the entry at that position; empty for none
 * @param number of the chain in the order of their making, from 1; of the installation's chain, how many others there are
 * @param seal a keyed hash over all this
 */
record AuditHead(
        UUID chain, long position, byte[] hash, long removedUntil, byte[] removedHash, long number, byte[] seal) {

    boolean isInstallation() {
        return chain.equals(AuditEntry.INSTALLATION);
    }

    AuditHead endingAt(long newPosition, byte[] newHash) {
        return new AuditHead(chain, newPosition, newHash, removedUntil, removedHash, number, seal);
    }

    AuditHead removedUntil(long newRemovedUntil, byte[] newRemovedHash) {
        return new AuditHead(chain, position, hash, newRemovedUntil, newRemovedHash, number, seal);
    }

    AuditHead numbered(long newNumber) {
        return new AuditHead(chain, position, hash, removedUntil, removedHash, newNumber, seal);
    }

    AuditHead sealed(byte[] newSeal) {
        return new AuditHead(chain, position, hash, removedUntil, removedHash, number, newSeal);
    }

    /** All but the seal, each hash with its length, so that no two heads have the same bytes. */
    byte[] canonical() {
        return ByteBuffer.allocate(5 * Long.BYTES + 2 * Integer.BYTES + hash.length + removedHash.length)
                .putLong(chain.getMostSignificantBits())
                .putLong(chain.getLeastSignificantBits())
                .putLong(position)
                .putInt(hash.length)
                .put(hash)
                .putLong(removedUntil)
                .putInt(removedHash.length)
                .put(removedHash)
                .putLong(number)
                .array();
    }
}
