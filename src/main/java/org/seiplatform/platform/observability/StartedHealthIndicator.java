package org.seiplatform.platform.observability;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Up from the end of the start on, whatever happens later: what a startup probe waits for before the others count. */
@Component
class StartedHealthIndicator implements HealthIndicator, ApplicationListener<ApplicationReadyEvent> {

    private volatile boolean started;

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        started = true;
    }

    @Override
    public Health health() {
        return started ? Health.up().build() : Health.outOfService().build();
    }
}
