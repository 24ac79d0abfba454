package org.seiplatform.fact.merge;

/**
 * What is known of one fact. Merging is a pure function: commutative, associative and idempotent, so that what is stored depends
 * on the set of statements and not on their order or number.
 *
 * @param <K> the natural key
 * @param <S> the type itself
 */
public interface State<K, S extends State<K, S>> {

    K key();

    /** What is known once both are known; the other one must be about the same fact. */
    S merge(S other);

    /** Whether both say the same, at whatever times. */
    boolean saysTheSameAs(S other);
}
