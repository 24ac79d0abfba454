package org.seiplatform.platform.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.secrets.KeyedHash;

/** Writes the cursors of one list and reads them again: those of another list, or made up, are refused. */
final class CursorSeal {

    private static final String PURPOSE = "cursor";
    private static final int SEAL_BYTES = 16;

    private final KeyedHash hash;
    private final byte[] list;

    /** @param list tells the list from all others: whose it is, where, and by what it is filtered */
    CursorSeal(KeyedHash hash, String list) {
        this.hash = hash;
        this.list = list.getBytes(UTF_8);
    }

    /** The word that callers hand back; it needs no encoding in an address. */
    String write(Cursor cursor) {
        byte[] key = cursor.toBytes();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(SEAL_BYTES + key.length)
                        .put(seal(key))
                        .put(key)
                        .array());
    }

    /** @throws ProblemException {@code invalid_cursor} for anything that was not written here */
    Cursor read(String word) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(word));
            byte[] seal = new byte[SEAL_BYTES];
            bytes.get(seal);
            byte[] key = new byte[bytes.remaining()];
            bytes.get(key);
            if (MessageDigest.isEqual(seal, seal(key))) {
                return Cursor.ofBytes(key);
            }
        } catch (IllegalArgumentException | BufferUnderflowException notOurs) {
            throw Cursor.invalid();
        }
        throw Cursor.invalid();
    }

    private byte[] seal(byte[] key) {
        // The length keeps the end of one from passing for the beginning of the other.
        byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(list.length).array();
        return Arrays.copyOf(hash.hash(PURPOSE, length, list, key), SEAL_BYTES);
    }
}
