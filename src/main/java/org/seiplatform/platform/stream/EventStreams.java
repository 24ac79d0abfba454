package org.seiplatform.platform.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.seiplatform.platform.security.Caller;
import org.seiplatform.platform.security.CallerAccess;
import org.seiplatform.platform.shutdown.Shutdown;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams the states of an object as server-sent events. A stream ends after the last state, when its caller loses access, and when
 * the service is about to stop: clients reconnect by themselves, and then to another instance.
 */
@Component
public class EventStreams implements DisposableBean {

    private final StreamProperties properties;
    private final StreamPermits permits;
    private final CallerAccess access;
    private final Shutdown shutdown;
    private final ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor();

    EventStreams(StreamProperties properties, CallerAccess access, Shutdown shutdown, MeterRegistry meters) {
        this.properties = properties;
        this.permits = new StreamPermits(properties);
        this.access = access;
        this.shutdown = shutdown;
        Gauge.builder("sei.streams.open", permits, StreamPermits::total)
                .description("Open streams of server-sent events")
                .register(meters);
    }

    /**
     * Opens a stream.
     *
     * @param event the name of its events
     * @param state reads the present state; the stream fails with it
     * @param last whether a state is the last one
     * @throws org.seiplatform.platform.problem.ProblemException if there are too many streams
     */
    public <T> SseEmitter open(Caller caller, String event, Supplier<T> state, Predicate<T> last) {
        T first = state.get();
        permits.acquire(caller.subject());
        SseEmitter emitter = new SseEmitter(0L);
        watchers.execute(() -> {
            try {
                watch(caller, event, first, state, last, emitter);
                emitter.complete();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                emitter.complete();
            } catch (IOException | RuntimeException failure) {
                emitter.completeWithError(failure);
            } finally {
                permits.release(caller.subject());
            }
        });
        return emitter;
    }

    private <T> void watch(
            Caller caller, String event, T first, Supplier<T> state, Predicate<T> last, SseEmitter emitter)
            throws IOException, InterruptedException {
        T sent = first;
        emitter.send(SseEmitter.event().name(event).data(sent));
        long sentAt = System.nanoTime();
        while (!last.test(sent) && !shutdown.hasBegun()) {
            Thread.sleep(properties.pollEvery());
            if (!access.holds(caller)) {
                return;
            }
            T now = state.get();
            if (!now.equals(sent)) {
                sent = now;
                emitter.send(SseEmitter.event().name(event).data(sent));
                sentAt = System.nanoTime();
            } else if (System.nanoTime() - sentAt > properties.heartbeatEvery().toNanos()) {
                emitter.send(SseEmitter.event().comment("unchanged"));
                sentAt = System.nanoTime();
            }
        }
    }

    @Override
    public void destroy() {
        watchers.shutdownNow();
    }
}
