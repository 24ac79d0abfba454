package org.seiplatform.platform.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class ResiliencePolicyTests {

    private static final ResilienceProperties.Settings SETTINGS = new ResilienceProperties.Settings(
            Duration.ofMillis(50), 10, 5, 0.5, Duration.ofMinutes(1), 1, 2, 3, Duration.ofMillis(1));

    private final ResiliencePolicies policies =
            new ResiliencePolicies(new ResilienceProperties(SETTINGS, SETTINGS, SETTINGS, SETTINGS, SETTINGS, 0.1));
    private final ResiliencePolicy policy = policies.of(Dependency.GIT);
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void whatCanBeRepeatedIsRepeatedUntilItSucceeds() throws Exception {
        String answer = policy.callRepeatable(() -> {
            if (calls.incrementAndGet() < 3) {
                throw new SocketException("reset");
            }
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(calls).hasValue(3);
    }

    @Test
    void nothingElseIsEverRepeated() {
        assertThatThrownBy(() -> policy.call(failing())).isInstanceOf(SocketException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void anAnswerThatIsNoIsNotAskedForAgain() {
        assertThatThrownBy(() -> policy.callRepeatable(() -> {
                    calls.incrementAndGet();
                    throw new IllegalArgumentException("no such repository");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoHasWaitedForAConnectionDoesNotWaitAgain() {
        assertThatThrownBy(() -> policies.of(Dependency.DATABASE).callRepeatable(() -> {
                    calls.incrementAndGet();
                    throw new CannotCreateTransactionException(
                            "No connection", new SQLTransientConnectionException("timed out after 3000ms"));
                }))
                .isInstanceOf(CannotCreateTransactionException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aReadThatLosesItsConnectionAtTheEndOfItsTransactionIsRepeated() throws Exception {
        String answer = policies.of(Dependency.DATABASE).callRepeatable(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new TransactionSystemException("Cannot commit", new SQLException("Connection is closed"));
            }
            return "done";
        });

        assertThat(answer).isEqualTo("done");
    }

    @Test
    void anOutageIsNotMadeWorseByRepetitions() {
        for (int request = 0; request < 100; request++) {
            assertThatThrownBy(() -> policy.repeat(failing())).isInstanceOf(SocketException.class);
        }

        // 100 calls, ten repetitions that were saved up, and one for every ten calls.
        assertThat(calls.get()).isBetween(100, 120);
    }

    @Test
    void whatFailsTooOftenIsLeftAloneAndOthersAreNot() throws Exception {
        ResiliencePolicy one = policies.of(Dependency.GIT, "one.example");
        for (int call = 0; call < 5; call++) {
            assertThatThrownBy(() -> one.call(failing())).isInstanceOf(SocketException.class);
        }

        assertThatThrownBy(() -> policies.of(Dependency.GIT, "one.example").call(failing()))
                .isInstanceOf(DependencyUnavailableException.class);
        assertThat(calls).hasValue(5);
        assertThat(policies.of(Dependency.GIT, "two.example").call(() -> "there"))
                .isEqualTo("there");
    }

    @Test
    void whoeverDoesNotAnswerInTimeHasFailed() {
        ResiliencePolicy redis = policies.of(Dependency.REDIS);
        for (int call = 0; call < 5; call++) {
            CompletableFuture<String> answer =
                    redis.<String>submit(CompletableFuture::new).toCompletableFuture();
            assertThatThrownBy(answer::get).hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
        }

        assertThatThrownBy(() -> redis.<String>submit(CompletableFuture::new))
                .isInstanceOf(DependencyUnavailableException.class);
    }

    @Test
    void noMoreThanAllowedAreUnderWayAtOnce() {
        ResiliencePolicy redis = policies.of(Dependency.REDIS);
        CompletableFuture<String> answer = new CompletableFuture<>();
        redis.submit(() -> answer);
        redis.submit(() -> answer);

        assertThatThrownBy(() -> redis.submit(() -> answer)).isInstanceOf(DependencyUnavailableException.class);
        answer.complete("done");
        redis.submit(() -> CompletableFuture.completedFuture("more"));
    }

    private Callable<String> failing() {
        return () -> {
            calls.incrementAndGet();
            throw new SocketException("reset");
        };
    }
}
