package org.seiplatform.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.ratelimit.TokenBuckets.Limited;
import org.seiplatform.platform.ratelimit.TokenBuckets.Subject;
import org.seiplatform.testing.TestRedis;

/** Instances share limits through a real Redis, without waiting for it. */
class RateLimitSynchronizerTests {

    private static final Limit LIMIT = new Limit(1000, Duration.ofSeconds(5));
    private static final Limited LIMITED = new Limited(new Subject("key", "k"), LIMIT);

    private final List<Instance> instances = new ArrayList<>();
    private TestRedis redis;

    @BeforeEach
    void startInstances() {
        redis = TestRedis.start();
        instances.add(new Instance(redis));
        instances.add(new Instance(redis));
    }

    @AfterEach
    void stopAll() {
        instances.forEach(Instance::close);
        redis.close();
    }

    @Test
    void twoInstancesTogetherKeepToOneLimit() throws InterruptedException {
        Load load = load(Duration.ofSeconds(4));

        double permitted = LIMIT.requests() + 200 * load.seconds();
        assertThat(load.offered()).isGreaterThan((long) (2 * permitted));
        assertThat(load.allowed()).isBetween((long) (0.9 * permitted), (long) (1.1 * permitted));
    }

    @Test
    void whatOneInstanceSpentTheOtherLacksSoonAfter() {
        for (int i = 0; i < 900; i++) {
            instances.getFirst().take();
        }

        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> assertThat(instances.getLast().take().remaining()).isLessThan(600));
    }

    @Test
    void withoutRedisEachInstanceGoesByItsOwnCountAndNobodyWaits() throws InterruptedException {
        redis.pause();

        Load load = load(Duration.ofSeconds(3));

        double permitted = LIMIT.requests() + 200 * load.seconds();
        assertThat(load.allowed()).isBetween((long) (1.8 * permitted), (long) (2.1 * permitted));
        assertThat(load.longestNanos()).isLessThan(Duration.ofMillis(500).toNanos());
        assertThat(instances).noneMatch(instance -> instance.synchronizer.isReachable());

        redis.resume();
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            instances.forEach(Instance::take);
            return instances.stream().allMatch(instance -> instance.synchronizer.isReachable());
        });
    }

    @Test
    void aRedisThatLostEverythingGivesNobodyMore() throws InterruptedException {
        load(Duration.ofSeconds(1));
        redis.restart();

        Load load = load(Duration.ofSeconds(2));

        assertThat(load.allowed()).isLessThan((long) (1.5 * 200 * load.seconds()) + 100);
    }

    private record Load(long offered, long allowed, double seconds, long longestNanos) {}

    /** As fast as pauses of a millisecond allow, from both instances in turn. */
    private Load load(Duration duration) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        long offered = 0;
        long allowed = 0;
        long longest = 0;
        while (System.nanoTime() < end) {
            for (Instance instance : instances) {
                for (int i = 0; i < 5; i++) {
                    long asked = System.nanoTime();
                    offered++;
                    allowed += instance.take().allowed() ? 1 : 0;
                    longest = Math.max(longest, System.nanoTime() - asked);
                }
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return new Load(offered, allowed, (System.nanoTime() - begin) / 1e9, longest);
    }

    private static final class Instance implements AutoCloseable {

        private final RedisClient client;
        private final TokenBuckets buckets;
        private final RateLimitSynchronizer synchronizer;

        private Instance(TestRedis redis) {
            RedisURI address = RedisURI.create(redis.url());
            address.setTimeout(Duration.ofMillis(250));
            client = RedisClient.create(address);
            client.setOptions(ClientOptions.builder()
                    .timeoutOptions(TimeoutOptions.enabled(Duration.ofMillis(250)))
                    .socketOptions(SocketOptions.builder()
                            .connectTimeout(Duration.ofMillis(500))
                            .build())
                    .build());
            RateLimitProperties properties = new RateLimitProperties(
                    true, LIMIT, LIMIT, LIMIT, LIMIT, Map.of(), Map.of(), Duration.ofMillis(100), 1000);
            buckets = new TokenBuckets(properties, new SimpleMeterRegistry());
            synchronizer = new RateLimitSynchronizer(buckets, properties, RateLimitConfiguration.sharedBuckets(client));
            synchronizer.start();
        }

        TokenBuckets.Decision take() {
            return take(LIMITED);
        }

        TokenBuckets.Decision take(Limited limited) {
            return buckets.take(List.of(limited), 1);
        }

        @Override
        public void close() {
            synchronizer.stop();
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }
}
