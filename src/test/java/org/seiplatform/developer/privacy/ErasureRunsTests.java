package org.seiplatform.developer.privacy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.developer.privacy.Patience.AtItsEndException;

class ErasureRunsTests {

    private final ErasureRunStore store = mock();
    private final TextErasure texts = mock();
    private final ErasureRuns runs = new ErasureRuns(store, texts, Clock.systemUTC());
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @BeforeEach
    void letThemWait() {
        when(store.waiting()).thenReturn(List.of(first, second));
        when(store.claim(any(), any())).thenAnswer(call -> List.of(call.<UUID>getArgument(0)));
        when(texts.run(eq(second), any())).thenReturn(true);
    }

    @Test
    void aFailureOfOneOrganizationKeepsNoOtherWaiting() {
        when(texts.run(eq(first), any())).thenThrow(new IllegalStateException("unforeseen"));

        assertThatCode(runs::runWaiting).doesNotThrowAnyException();

        verify(store).release(List.of(first));
        verify(store).finish(eq(List.of(second)), any(), any());
    }

    @Test
    void whoTakesLongerGetsALongerTurnNextTime() {
        when(texts.run(eq(first), any())).thenThrow(new AtItsEndException());

        runs.runWaiting();
        runs.runWaiting();

        verify(store).claim(first, Duration.ofMinutes(2));
        verify(store).claim(first, Duration.ofMinutes(3));
        verify(store, times(2)).claim(second, Duration.ofMinutes(2));
    }
}
