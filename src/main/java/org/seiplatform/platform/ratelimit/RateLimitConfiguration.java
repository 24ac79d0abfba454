package org.seiplatform.platform.ratelimit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.seiplatform.platform.filter.InterceptorOrder;
import org.seiplatform.platform.problem.ProblemResponses;
import org.seiplatform.platform.security.ApiKeyAuthenticator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the limits where requests pass: anonymous ones before they are looked at, the others when it is known who calls. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "sei.rate-limit.enabled", matchIfMissing = true)
class RateLimitConfiguration implements WebMvcConfigurer {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(1);

    private final RateLimitProperties properties;
    private final TokenBuckets buckets;

    RateLimitConfiguration(RateLimitProperties properties, TokenBuckets buckets) {
        this.properties = properties;
        this.buckets = buckets;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RateLimitInterceptor(properties, buckets))
                .order(InterceptorOrder.RATE_LIMIT.value());
    }

    @Bean
    AddressLimitFilter addressLimit(ProblemResponses responses) {
        return new AddressLimitFilter(properties, buckets, responses);
    }

    @Bean
    LockoutFilter lockout(
            LockoutProperties lockout, ApiKeyAuthenticator keys, ProblemResponses responses, MeterRegistry meters) {
        return new LockoutFilter(
                new KeyLockout(lockout, buckets, Ticker.systemTicker()),
                new SerialLookups(keys::isValid),
                responses,
                meters);
    }

    /** Shares the limits through Redis where one is configured. */
    @Bean
    @ConditionalOnProperty("spring.data.redis.url")
    RateLimitSynchronizer synchronizer(LettuceConnectionFactory redis, MeterRegistry meters) {
        RateLimitSynchronizer synchronizer = new RateLimitSynchronizer(
                buckets, properties, sharedBuckets((RedisClient) redis.getRequiredNativeClient()));
        Gauge.builder("sei.rate.limit.shared", synchronizer, it -> it.isReachable() ? 1 : 0)
                .description("Whether the limits are shared with other instances just now")
                .register(meters);
        return synchronizer;
    }

    /** Connects when it is first asked; until that succeeds, each call tries again. */
    static Supplier<AsyncProxyManager<String>> sharedBuckets(RedisClient client) {
        return SingletonSupplier.of(() -> Bucket4jLettuce.casBasedBuilder(
                        client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
                .requestTimeout(REQUEST_TIMEOUT)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .build()
                .asAsync());
    }
}
