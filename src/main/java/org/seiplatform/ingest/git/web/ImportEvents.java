package org.seiplatform.ingest.git.web;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.git.ImportJob;
import org.seiplatform.ingest.git.Imports;
import org.seiplatform.platform.shutdown.Shutdown;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams the progress of imports. It looks at the job in the database every half second, because any instance may be working on
 * it.
 */
@Component
class ImportEvents implements DisposableBean {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration SIGN_OF_LIFE_EVERY = Duration.ofSeconds(15);

    private final Imports imports;
    private final Shutdown shutdown;
    private final ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor();

    ImportEvents(Imports imports, Shutdown shutdown) {
        this.imports = imports;
        this.shutdown = shutdown;
    }

    SseEmitter watch(@Nullable UUID organizationId, ImportJob job) {
        SseEmitter emitter = new SseEmitter(0L);
        watchers.execute(() -> watch(organizationId, job, emitter));
        return emitter;
    }

    private void watch(@Nullable UUID organizationId, ImportJob first, SseEmitter emitter) {
        try {
            ImportJob job = first;
            emitter.send(SseEmitter.event().name("progress").data(job));
            long sentAt = System.nanoTime();
            // Who watches comes back by itself, and then to another instance.
            while (!job.status().isFinal() && !shutdown.hasBegun()) {
                Thread.sleep(LOOK_EVERY);
                ImportJob now = imports.get(organizationId, job.id());
                if (!now.equals(job)) {
                    job = now;
                    emitter.send(SseEmitter.event().name("progress").data(job));
                    sentAt = System.nanoTime();
                } else if (System.nanoTime() - sentAt > SIGN_OF_LIFE_EVERY.toNanos()) {
                    emitter.send(SseEmitter.event().comment("still " + job.status()));
                    sentAt = System.nanoTime();
                }
            }
            emitter.complete();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (IOException | RuntimeException exception) {
            emitter.completeWithError(exception);
        }
    }

    @Override
    public void destroy() {
        watchers.shutdownNow();
    }
}
