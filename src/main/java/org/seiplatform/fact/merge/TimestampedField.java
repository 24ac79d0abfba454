package org.seiplatform.fact.merge;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a fact that not every source knows, hence with a time of its own: the newest statement about the part wins, whatever
 * becomes of the rest of the state that made it.
 */
public record TimestampedField<T extends Comparable<? super T>>(T content, Instant asOf) {

    /** The part that two columns hold; nobody has stated it where one of them is null. */
    public static <T extends Comparable<? super T>> @Nullable TimestampedField<T> of(
            @Nullable T content, @Nullable Instant asOf) {
        return content == null || asOf == null ? null : new TimestampedField<>(content, asOf);
    }

    /** The newer one; at the same time the one with the greater content. */
    public static <T extends Comparable<? super T>> @Nullable TimestampedField<T> later(
            @Nullable TimestampedField<T> one, @Nullable TimestampedField<T> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int order = one.asOf.compareTo(other.asOf);
        return (order != 0 ? order : one.content.compareTo(other.content)) >= 0 ? one : other;
    }

    /** Whether both say the same, at whatever time. */
    public static boolean saySame(@Nullable TimestampedField<?> one, @Nullable TimestampedField<?> other) {
        return Objects.equals(content(one), content(other));
    }

    public static <T extends Comparable<? super T>> @Nullable T content(@Nullable TimestampedField<T> part) {
        return part == null ? null : part.content;
    }

    public static @Nullable Instant asOf(@Nullable TimestampedField<?> part) {
        return part == null ? null : part.asOf;
    }
}
