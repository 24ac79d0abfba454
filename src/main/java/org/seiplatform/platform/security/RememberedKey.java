package org.seiplatform.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A key with what proves it, and when its use was noted last. */
final class RememberedKey {

    private final ApiKeyStore.StoredKey stored;
    private final AtomicReference<@Nullable Instant> useNoted;

    RememberedKey(ApiKeyStore.StoredKey stored) {
        this.stored = stored;
        this.useNoted = new AtomicReference<@Nullable Instant>(stored.key().lastUsedAt());
    }

    ApiKey key() {
        return stored.key();
    }

    boolean isProvedBy(ApiKeyToken token) {
        return token.matches(stored.secretHash());
    }

    /** Whether a use is to be noted, because none was for a while; of several who ask at once, one is told so. */
    boolean claimNote(Instant now, Duration every) {
        Instant noted = useNoted.get();
        return (noted == null || !noted.isAfter(now.minus(every))) && useNoted.compareAndSet(noted, now);
    }
}
