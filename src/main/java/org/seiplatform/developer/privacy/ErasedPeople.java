package org.seiplatform.developer.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.UUID;
import org.seiplatform.developer.IdentityKey;
import org.seiplatform.developer.Pseudonyms;
import org.springframework.stereotype.Component;

/** Recognises people who have been erased in what is sent again. */
@Component
public class ErasedPeople {

    private static final int MOST_ORGANIZATIONS = 1_000;

    private final ErasureStore store;
    private final Pseudonyms pseudonyms;
    private final Payloads payloads;
    private final Cache<UUID, KnownTerms> known =
            Caffeine.newBuilder().maximumSize(MOST_ORGANIZATIONS).build();

    ErasedPeople(ErasureStore store, Pseudonyms pseudonyms, Payloads payloads) {
        this.payloads = payloads;
        this.store = store;
        this.pseudonyms = pseudonyms;
    }

    /** Whether an identity of the organization has been erased. */
    public boolean has(UUID organizationId, IdentityKey key) {
        return store.isErased(organizationId, key, pseudonyms.of(organizationId, key));
    }

    /**
     * The words by which texts spoke of people erased so far. Ask for them once the transaction holds a lock on facts of the
     * organization: then nobody is erased until it ends.
     */
    public ErasedWords words(UUID organizationId) {
        return new ErasedWords(terms(organizationId));
    }

    /** Whether a payload speaks, or may speak, of people erased so far. */
    public boolean areIn(UUID organizationId, byte[] payload) {
        ErasedWords words = words(organizationId);
        return !words.isEmpty() && payloads.speakOf(words, payload);
    }

    /** Whether all terms are known. */
    boolean know(UUID organizationId, Collection<String> terms) {
        return terms(organizationId).containAll(terms);
    }

    private KnownTerms terms(UUID organizationId) {
        KnownTerms terms = known.get(organizationId, missing -> new KnownTerms(missing, pseudonyms));
        store.termsAfter(organizationId, terms.lastNumber()).forEach(terms::add);
        return terms;
    }

    /** Remembers terms by their hashes. The transaction must keep others from changing people. */
    void remember(UUID organizationId, Collection<String> terms) {
        store.remember(
                organizationId,
                terms.stream()
                        .map(term -> KnownTerms.stored(organizationId, pseudonyms, term))
                        .toList());
    }
}
