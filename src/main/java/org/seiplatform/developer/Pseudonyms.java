package org.seiplatform.developer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.UUID;
import org.seiplatform.platform.secrets.KeyedHash;
import org.springframework.stereotype.Component;

/** What stands in the place of erased identities: a keyed hash, which tells nothing but that it is the same one again. */
@Component
public class Pseudonyms {

    private static final String PURPOSE = "erased people 1";
    private static final String PREFIX = "erased:";

    private final KeyedHash hash;

    Pseudonyms(KeyedHash hash) {
        this.hash = hash;
    }

    /** By what a text is known that must not be kept: the same text of another organization is another one. */
    public byte[] of(UUID organizationId, String text) {
        return hash.hash(PURPOSE, organizationId.toString().getBytes(UTF_8), text.getBytes(UTF_8));
    }

    /**
     * The value under which an identity is stored once it is erased, beside its kind and its host: that the host is not in it lets a
     * repository, and its people with it, be moved to another.
     */
    public String of(UUID organizationId, IdentityKey key) {
        String text = key.kind().code() + ":" + key.value();
        return PREFIX + HexFormat.of().formatHex(of(organizationId, text));
    }
}
