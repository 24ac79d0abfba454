package org.seiplatform.developer.privacy;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.seiplatform.developer.Pseudonyms;
import org.seiplatform.developer.privacy.ErasureStore.StoredTerm;

/** The terms of all who have been erased in an organization, of which only hashes are known. They only become more. */
final class KnownTerms implements ErasedWords.Terms {

    /** Most words are few: to remember which of them begin no term spares nearly all hashing. */
    private static final int MOST_REMEMBERED = 50_000;

    private static final int PSEUDONYM_BYTES = 8;

    private final UUID organizationId;
    private final Pseudonyms pseudonyms;
    private final Set<ByteBuffer> digests = ConcurrentHashMap.newKeySet();
    private final Set<Short> firstWords = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> remembered = new ConcurrentHashMap<>();
    private volatile int longest;
    private volatile long lastNumber;

    KnownTerms(UUID organizationId, Pseudonyms pseudonyms) {
        this.organizationId = organizationId;
        this.pseudonyms = pseudonyms;
    }

    /** The number of the latest that is known. */
    long lastNumber() {
        return lastNumber;
    }

    synchronized void add(StoredTerm term) {
        digests.add(ByteBuffer.wrap(term.digest()));
        firstWords.add(term.firstWord());
        longest = Math.max(longest, term.words());
        lastNumber = Math.max(lastNumber, term.number());
        remembered.clear();
    }

    boolean containAll(Collection<String> terms) {
        return terms.stream().allMatch(this::contain);
    }

    /** How a term is stored. */
    static StoredTerm stored(UUID organizationId, Pseudonyms pseudonyms, String term) {
        boolean marked = term.startsWith(PersonalTerms.AT) || term.startsWith(PersonalTerms.ANYWHERE);
        String[] words = (marked ? term.substring(1) : term).split(" ");
        return new StoredTerm(
                0, pseudonyms.of(organizationId, term), firstWord(organizationId, pseudonyms, words[0]), words.length);
    }

    private static short firstWord(UUID organizationId, Pseudonyms pseudonyms, String word) {
        return ByteBuffer.wrap(pseudonyms.of(organizationId, "first " + word)).getShort();
    }

    @Override
    public boolean isEmpty() {
        return digests.isEmpty();
    }

    @Override
    public int longest() {
        return longest;
    }

    @Override
    public boolean mayBegin(String word) {
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(
                word, missing -> firstWords.contains(firstWord(organizationId, pseudonyms, missing)));
    }

    @Override
    public boolean contain(String term) {
        return digests.contains(ByteBuffer.wrap(pseudonyms.of(organizationId, term)));
    }

    @Override
    public String pseudonym(String words) {
        return HexFormat.of().formatHex(pseudonyms.of(organizationId, "key " + words), 0, PSEUDONYM_BYTES);
    }
}
