package org.seiplatform.developer;

import java.util.HexFormat;
import java.util.UUID;
import org.seiplatform.platform.secrets.KeyedHashes;
import org.springframework.stereotype.Component;

/** What stands in the place of erased identities: a keyed hash, which tells nothing but that it is the same one again. */
@Component
public class Pseudonyms {

    private static final String PREFIX = "erased:";

    private final KeyedHashes hashes;

    Pseudonyms(KeyedHashes hashes) {
        this.hashes = hashes;
    }

    /** The value under which an identity is stored once it is erased. */
    public String of(UUID organizationId, IdentityKey key) {
        String text = key.kind().code() + ":" + key.value();
        return PREFIX + HexFormat.of().formatHex(hashes.hash(organizationId, text));
    }
}
