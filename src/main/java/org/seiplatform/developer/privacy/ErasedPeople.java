package org.seiplatform.developer.privacy;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.UUID;
import org.seiplatform.developer.IdentityKey;
import org.seiplatform.developer.Pseudonyms;
import org.springframework.stereotype.Component;

/** Recognises people who have been erased in what is sent again. */
@Component
public class ErasedPeople {

    private final ErasureStore store;
    private final Pseudonyms pseudonyms;

    ErasedPeople(ErasureStore store, Pseudonyms pseudonyms) {
        this.store = store;
        this.pseudonyms = pseudonyms;
    }

    /** Whether an identity of the organization has been erased. */
    public boolean has(UUID organizationId, IdentityKey key) {
        return store.isErased(organizationId, pseudonyms.of(organizationId, key));
    }

    /**
     * The words by which texts spoke of people erased so far. Ask for them once the transaction holds a lock on facts of the
     * organization: then nobody is erased until it ends.
     */
    public ErasedWords words(UUID organizationId) {
        Set<ByteBuffer> erased = store.terms(organizationId);
        return new ErasedWords(
                erased.isEmpty(), term -> erased.contains(ByteBuffer.wrap(pseudonyms.of(organizationId, term))));
    }
}
