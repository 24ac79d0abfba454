package org.seiplatform.platform.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.seiplatform.platform.problem.DatabaseOutage;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/**
 * Does together what is asked for at the same moment, so that it shares a transaction, its round trips and its wait for the disk. One
 * batch is worked on at a time; what is asked meanwhile makes the next. Whoever is alone waits for nobody.
 *
 * @param <Q> what is asked
 * @param <R> its answer
 */
public final class Batching<Q, R> {

    /** One may have been the fault of what was asked. */
    private static final int OUTAGES_IN_A_ROW = 2;

    private final String name;
    private final long most;
    private final ToLongFunction<Q> weight;
    private final Function<List<Q>, List<R>> work;
    private final Queue<Asked<Q, R>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean();

    /**
     * @param name of the thread that does it
     * @param most how much a batch may weigh, unless a single one weighs more
     * @param work gives one answer for each question, in their order; where it fails with several of them, it is tried with each alone
     */
    public Batching(String name, long most, ToLongFunction<Q> weight, Function<List<Q>, List<R>> work) {
        this.name = name;
        this.most = most;
        this.weight = weight;
        this.work = work;
    }

    private record Asked<Q, R>(Q question, CompletableFuture<R> answer) {}

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
        // On a thread of its own, because it is not this caller's work alone.
        if (working.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(this::workOff);
        }
        try {
            return Waiting.on(mine.answer, patience);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (TimeoutException slow) {
            mine.answer.cancel(false);
            throw new ProblemException(ProblemType.UNAVAILABLE, "It could not be done in time.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void workOff() {
        do {
            try {
                for (List<Asked<Q, R>> batch = next(); !batch.isEmpty(); batch = next()) {
                    answer(batch);
                }
            } finally {
                working.set(false);
            }
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
            // Nobody waits any more for one that is done.
            if (!one.answer.isDone()) {
                batch.add(one);
                left -= weight.applyAsLong(one.question);
            }
        }
        return batch;
    }

    private void answer(List<Asked<Q, R>> batch) {
        try {
            List<R> answers = work.apply(batch.stream().map(Asked::question).toList());
            for (int index = 0; index < batch.size(); index++) {
                batch.get(index).answer.complete(answers.get(index));
            }
        } catch (RuntimeException failure) {
            if (batch.size() == 1) {
                batch.getFirst().answer.completeExceptionally(failure);
            } else {
                // Perhaps one of them is to blame.
                answerEach(batch);
            }
        } catch (Error failure) {
            batch.forEach(one -> one.answer.completeExceptionally(failure));
            throw failure;
        }
    }

    /** While the database is away, it is not asked for each of them. */
    private void answerEach(List<Asked<Q, R>> batch) {
        int outages = 0;
        for (Asked<Q, R> one : batch) {
            if (outages < OUTAGES_IN_A_ROW) {
                answer(List.of(one));
                outages = isOutage(one.answer) ? outages + 1 : 0;
            } else {
                one.answer.completeExceptionally(
                        new ProblemException(ProblemType.UNAVAILABLE, "The database does not answer just now."));
            }
        }
    }

    private static boolean isOutage(CompletableFuture<?> answer) {
        return answer.isCompletedExceptionally()
                && !answer.isCancelled()
                && DatabaseOutage.causes(answer.exceptionNow());
    }
}
