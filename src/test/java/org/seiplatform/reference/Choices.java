package org.seiplatform.reference;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/** A row of random numbers, taken one after another; smaller numbers mean simpler choices, so that jqwik shrinks to these. */
final class Choices {

    private final int[] numbers;
    private int next;

    Choices(int[] numbers) {
        this.numbers = numbers;
    }

    /** Enough numbers for one fact. */
    static Arbitrary<int[]> row() {
        return Arbitraries.integers()
                .between(0, 9_999)
                .withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases()
                .array(int[].class)
                .ofSize(40);
    }

    /** Up to so many rows. */
    static Arbitrary<List<int[]>> rows(int atMost) {
        return row().list().ofMaxSize(atMost).withSizeDistribution(RandomDistribution.uniform());
    }

    /** A number from 0 to {@code bound - 1}; 0 once the row is used up. */
    int below(int bound) {
        return next < numbers.length ? numbers[next++] % bound : 0;
    }

    /** True once in {@code n} times. */
    boolean onceIn(int n) {
        return below(n) == n - 1;
    }

    /** One of a list, whose first are the simplest. */
    <T> T of(List<T> options) {
        return options.get(below(options.size()));
    }
}
