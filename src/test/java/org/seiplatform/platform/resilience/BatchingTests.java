package org.seiplatform.platform.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.problem.ProblemException;

class BatchingTests {

    private static final int MOST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> worked = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        release.countDown();
        threads.close();
    }

    @Test
    void whatIsAskedMeanwhileIsDoneTogetherAndEachHasItsOwnAnswer() throws Exception {
        List<Future<Integer>> answers = askWhileBusy(60, 1, doubling(number -> number));

        for (int number = 1; number <= 60; number++) {
            assertThat(answers.get(number - 1).get()).isEqualTo(2 * number);
        }
        assertThat(worked).hasSize(2);
    }

    @Test
    void aBatchIsNoHeavierThanItMayBe() throws Exception {
        List<Future<Integer>> answers = askWhileBusy(4, 90, doubling(number -> number));

        for (Future<Integer> answer : answers) {
            answer.get();
        }
        assertThat(worked).hasSize(1 + 4);
    }

    @Test
    void whoFailsFailsAloneWhateverItIs() throws Exception {
        List<Future<Integer>> answers = askWhileBusy(60, 1, doubling(number -> {
            if (number == 7) {
                throw new IllegalArgumentException("seven");
            }
            if (number == 30) {
                throw new StackOverflowError("thirty");
            }
            return number;
        }));

        for (int number = 1; number <= 60; number++) {
            Future<Integer> answer = answers.get(number - 1);
            if (number == 7) {
                assertThatThrownBy(answer::get).hasRootCauseInstanceOf(IllegalArgumentException.class);
            } else if (number == 30) {
                assertThatThrownBy(answer::get).hasRootCauseInstanceOf(StackOverflowError.class);
            } else {
                assertThat(answer.get()).isEqualTo(2 * number);
            }
        }
    }

    @Test
    void whereNothingCanBeDoneItIsNotTriedWithEach() throws Exception {
        List<Future<Integer>> answers = askWhileBusy(MOST, 1, doubling(number -> {
            if (number > 0) {
                throw new IllegalStateException("away");
            }
            return number;
        }));

        for (Future<Integer> answer : answers) {
            assertThatThrownBy(answer::get).hasRootCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(worked.size()).isLessThan(40);
    }

    @Test
    void whoHasGivenUpIsNotWorkedForAndTheNextIs() throws Exception {
        Batching<Integer, Integer> batching = batching(doubling(number -> number), 1);
        CompletableFuture<Integer> busy = CompletableFuture.supplyAsync(() -> batching.ask(0, PATIENCE), threads);
        await().until(() -> worked.size() == 1);

        assertThatThrownBy(() -> batching.ask(1, Duration.ofMillis(10))).isInstanceOf(ProblemException.class);
        Future<Integer> next = threads.submit(() -> batching.ask(2, PATIENCE));
        release.countDown();

        assertThat(busy.get()).isZero();
        assertThat(next.get()).isEqualTo(4);
        assertThat(worked).doesNotContain(List.of(1)).allMatch(batch -> !batch.contains(1));
    }

    /** Asks for 1 and so on while the work for 0 is under way. */
    private List<Future<Integer>> askWhileBusy(int count, long weight, Function<List<Integer>, List<Integer>> work) {
        Batching<Integer, Integer> batching = batching(work, weight);
        threads.submit(() -> batching.ask(0, PATIENCE));
        await().until(() -> worked.size() == 1);
        List<Future<Integer>> answers = IntStream.rangeClosed(1, count)
                .<Future<Integer>>mapToObj(number -> threads.submit(() -> batching.ask(number, PATIENCE)))
                .toList();
        await().until(() -> batching.waiting() == count);
        release.countDown();
        return answers;
    }

    private Batching<Integer, Integer> batching(Function<List<Integer>, List<Integer>> work, long weight) {
        return new Batching<>("batching", MOST, number -> weight, batch -> {
            worked.add(batch);
            if (batch.contains(0)) {
                awaitRelease();
            }
            return work.apply(batch);
        });
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Function<List<Integer>, List<Integer>> doubling(Function<Integer, Integer> check) {
        return batch -> batch.stream().map(check).map(number -> 2 * number).toList();
    }
}
