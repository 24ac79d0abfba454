package org.seiplatform.fact.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.seiplatform.testing.Choices;

/** What is known after some statements does not depend on their order, number or grouping. */
public final class MergeLaws {

    private static final int TRIES = 1000;

    private MergeLaws() {}

    /** Tries many random sets of statements. */
    public static <S> void holds(Choices seeded, Function<Choices, S> state, BinaryOperator<S> merge) {
        seeded.times(
                TRIES,
                choices -> holds(choices.list(1 + choices.below(6), () -> state.apply(choices)), merge, choices));
    }

    private static <S> void holds(List<S> states, BinaryOperator<S> merge, Choices choices) {
        S known = states.stream().reduce(merge).orElseThrow();
        List<S> twice = new ArrayList<>(states);
        twice.addAll(states);
        assertThat(choices.shuffled(twice).stream().reduce(merge))
                .as("shuffled, each twice")
                .hasValue(known);
        int middle = states.size() / 2;
        if (middle > 0) {
            S left = states.subList(0, middle).stream().reduce(merge).orElseThrow();
            S right =
                    states.subList(middle, states.size()).stream().reduce(merge).orElseThrow();
            assertThat(merge.apply(right, left)).as("in two halves").isEqualTo(known);
        }
        assertThat(merge.apply(known, known)).isEqualTo(known);
    }

    /** Null where there is no content. */
    public static <T extends Comparable<? super T>> @Nullable TimestampedField<T> part(
            @Nullable T content, Instant asOf) {
        return TimestampedField.of(content, asOf);
    }

    /** Few enough that ties are common. */
    public static Instant time(Choices choices) {
        return Instant.ofEpochSecond(choices.below(3));
    }
}
