package org.seiplatform.platform.shutdown;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Starts the graceful shutdown. When this runs, readiness is off already; nothing else has been stopped yet, because listeners are called in
 * order and this is the first. Background work looks here whether it may go on.
 */
@Component
public class Shutdown implements ApplicationListener<ContextClosedEvent>, Ordered {

    private static final Logger LOGGER = LoggerFactory.getLogger(Shutdown.class);

    private final ShutdownProperties properties;
    private final ApplicationContext context;
    private volatile boolean ready;
    private volatile boolean begun;

    Shutdown(ShutdownProperties properties, ApplicationContext context) {
        this.properties = properties;
        this.context = context;
    }

    /** Whether the service is about to end: what can be left to others should be. */
    public boolean hasBegun() {
        return begun;
    }

    @EventListener
    void note(ApplicationReadyEvent event) {
        ready = true;
    }

    /** The context of the management port is closed, too; and who never was ready has no callers to wait for. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() != context) {
            return;
        }
        begun = true;
        if (!ready) {
            return;
        }
        LOGGER.info("Not ready any more; going on for {} so that callers find others", properties.delay());
        try {
            Thread.sleep(properties.delay());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
