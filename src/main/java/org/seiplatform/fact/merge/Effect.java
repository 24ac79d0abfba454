package org.seiplatform.fact.merge;

/** What an arriving state changed. */
public enum Effect {
    CREATED,
    UPDATED,
    UNCHANGED;

    /** The same for a fact with parts that are facts of their own, such as the reviews of a pull request. */
    public Effect with(Effect part) {
        return this == UNCHANGED && part != UNCHANGED ? UPDATED : this;
    }
}
