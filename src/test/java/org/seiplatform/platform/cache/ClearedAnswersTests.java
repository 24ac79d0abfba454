package org.seiplatform.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.platform.dataversion.Version;
import org.seiplatform.platform.dataversion.VersionWatch;
import org.springframework.util.unit.DataSize;

/** What was read before an erasure and computed until after it. */
class ClearedAnswersTests {

    private static final Version BEFORE = new Version(7, 1, 0);

    private final CacheKey question = new CacheKey("key", "organization", ResponseKind.FIGURES, CacheKey.TIMELESS);
    private final LocalResponseCache local = mock();
    private final RemoteResponseCache remote = mock();
    private final VersionWatch versions = mock();
    private final ResponseCache cache = new ResponseCache(
            new CacheProperties(
                    true,
                    DataSize.ofMegabytes(1),
                    DataSize.ofMegabytes(1),
                    new CacheProperties.TimeToLive(
                            Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1)),
                    Duration.ofHours(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1)),
            local,
            remote,
            versions,
            mock(),
            Clock.systemUTC());

    @Test
    void areGivenButNotKept() throws Exception {
        assertThat(findWhileItBecomes(new Version(8, 2, 8))).isNotNull();

        verify(local, never()).put(any(), any());
        verify(remote, never()).put(any(), any());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7})
    void areKeptIfOnlyTheDataChanged(long cleared) throws Exception {
        findWhileItBecomes(new Version(8, 2, cleared));

        verify(local).put(any(), any());
        verify(remote).put(any(), any());
    }

    private ResponseCache.Found findWhileItBecomes(Version after) throws Exception {
        when(versions.current("organization")).thenReturn(BEFORE, after);
        when(remote.tryLock(any(), any(), any())).thenReturn(RemoteResponseCache.LockResult.ACQUIRED);
        return cache.find(
                question,
                () -> Optional.of(new ResponseCache.Computed("application/json", "etag", "", new byte[] {'1'})));
    }
}
