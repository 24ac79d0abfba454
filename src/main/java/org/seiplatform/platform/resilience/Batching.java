package org.seiplatform.platform.resilience;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/**
 * Does together what is asked for at the same moment, so that it shares a transaction, its round trips and its wait for the disk. One
 * batch is worked on at a time; what is asked meanwhile makes the next.
 *
 * @param <Q> what is asked
 * @param <R> its answer
 */
public final class Batching<Q, R> {

    /** To find one among five hundred takes nine. If none of so many parts can be done, it is nobody's fault. */
    private static final int MOST_FAILURES_IN_A_ROW = 10;

    private final String name;
    private final long most;
    private final ToLongFunction<Q> weight;
    private final Function<List<Q>, List<R>> work;
    private final Queue<Asked<Q, R>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean();

    /**
     * @param name of the thread that does it
     * @param most how much a batch may weigh, unless a single one weighs more
     * @param work gives one answer for each question, in their order; where it fails with several of them, it is tried with fewer
     */
    public Batching(String name, long most, ToLongFunction<Q> weight, Function<List<Q>, List<R>> work) {
        this.name = name;
        this.most = most;
        this.weight = weight;
        this.work = work;
    }

    private record Asked<Q, R>(Q question, CompletableFuture<R> answer) {

        /** Not once it is answered, or nobody waits any more. */
        private boolean isAwaited() {
            return !answer.isDone();
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param patience how long; what has been begun by then may be done all the same
     * @throws ProblemException {@code unavailable} if there is no answer by then
     * @throws RuntimeException whatever the work failed with
     */
    public R ask(Q question, Duration patience) {
        Asked<Q, R> mine = new Asked<>(question, new CompletableFuture<>());
        waiting.add(mine);
        workElsewhere();
        try {
            return mine.answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (TimeoutException slow) {
            mine.answer.cancel(false);
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "It took too long. A change may have been made all the same; to repeat it does no harm.");
        } catch (InterruptedException stopped) {
            mine.answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** How many wait for a batch to begin. */
    int waiting() {
        return waiting.size();
    }

    /** On a thread of its own, because it is not one caller's work alone. */
    private void workElsewhere() {
        if (working.compareAndSet(false, true)) {
            try {
                Thread.ofVirtual().name(name).start(this::workOff);
            } catch (Throwable failure) {
                working.set(false);
                throw failure;
            }
        }
    }

    private void workOff() {
        do {
            for (List<Asked<Q, R>> batch = next(); !batch.isEmpty(); batch = next()) {
                answer(batch);
            }
            working.set(false);
            // One that came after the last look, and saw that somebody was working.
        } while (!waiting.isEmpty() && working.compareAndSet(false, true));
    }

    private List<Asked<Q, R>> next() {
        List<Asked<Q, R>> batch = new ArrayList<>();
        long left = most;
        for (Asked<Q, R> one = waiting.peek();
                one != null && (batch.isEmpty() || weight.applyAsLong(one.question) <= left);
                one = waiting.peek()) {
            waiting.remove();
            if (one.isAwaited()) {
                batch.add(one);
                left -= weight.applyAsLong(one.question);
            }
        }
        return batch;
    }

    /** Whatever happens, each has an answer or a failure afterwards. */
    private void answer(List<Asked<Q, R>> batch) {
        Deque<List<Asked<Q, R>>> parts = new ArrayDeque<>(List.of(batch));
        int failuresInARow = 0;
        while (!parts.isEmpty()) {
            List<Asked<Q, R>> part =
                    parts.pop().stream().filter(Asked::isAwaited).toList();
            Throwable failure = part.isEmpty() ? null : tryToAnswer(part);
            if (failure == null) {
                failuresInARow = 0;
            } else if (part.size() == 1 || ++failuresInARow > MOST_FAILURES_IN_A_ROW) {
                part.forEach(one -> one.answer.completeExceptionally(failure));
            } else {
                // Perhaps one of them is to blame: that one is found by halves.
                int half = part.size() / 2;
                parts.push(part.subList(half, part.size()));
                parts.push(part.subList(0, half));
            }
        }
    }

    private @Nullable Throwable tryToAnswer(List<Asked<Q, R>> part) {
        try {
            List<R> answers = work.apply(part.stream().map(Asked::question).toList());
            for (int index = 0; index < part.size(); index++) {
                part.get(index).answer.complete(answers.get(index));
            }
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }
}
