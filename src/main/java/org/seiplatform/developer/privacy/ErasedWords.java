package org.seiplatform.developer.privacy;

import java.util.function.Predicate;

/** Words by which texts of an organization must no longer speak of anyone. They are known by hash alone, so texts can only be tried. */
public final class ErasedWords {

    private final boolean none;
    private final Predicate<String> terms;

    ErasedWords(boolean none, Predicate<String> terms) {
        this.none = none;
        this.terms = terms;
    }

    /** Whether there are none, so that texts may be left alone. */
    public boolean isEmpty() {
        return none;
    }

    /** The text with a placeholder for each of the words. */
    public String removedFrom(String text) {
        return none ? text : PersonalWords.without(text, terms);
    }
}
