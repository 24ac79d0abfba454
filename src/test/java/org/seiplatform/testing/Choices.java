package org.seiplatform.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.instancio.junit.GivenProvider;
import org.jspecify.annotations.Nullable;

/** Random choices that a seed makes again. */
public final class Choices {

    private final Random random;

    public Choices(long seed) {
        this.random = new Random(seed);
    }

    /** Gives a test the choices of Instancio's seed, which it prints when the test fails. */
    public static final class Seeded implements GivenProvider {

        @Override
        public Object provide(ElementContext context) {
            return new Choices(context.random().longRange(Long.MIN_VALUE, Long.MAX_VALUE));
        }
    }

    /** Tries something with choices of its own each time. */
    public void times(int tries, Consumer<Choices> trial) {
        for (int i = 0; i < tries; i++) {
            trial.accept(new Choices(random.nextLong()));
        }
    }

    /** A number from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in {@code n} times. */
    public boolean onceIn(int n) {
        return below(n) == 0;
    }

    /** One of a list. */
    public <T> T of(List<T> options) {
        return options.get(below(options.size()));
    }

    /** What is supplied, or null once in {@code n} times. */
    public <T> @Nullable T nullOnceIn(int n, Supplier<? extends T> value) {
        return onceIn(n) ? null : value.get();
    }

    /** A list of so many. */
    public <T> List<T> list(int size, Supplier<? extends T> element) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    /** The same elements in another order. */
    public <T> List<T> shuffled(List<? extends T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
