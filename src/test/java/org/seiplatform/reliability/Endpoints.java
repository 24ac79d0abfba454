package org.seiplatform.reliability;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.seiplatform.testing.Nginx;
import org.seiplatform.testing.PackagedService;

/** Does what Kubernetes does: asks each instance whether it is ready, and has the proxy send requests to those that are. */
final class Endpoints implements AutoCloseable {

    private static final long PERIOD_MILLIS = 250;

    private final Nginx nginx;
    private final List<PackagedService> instances;
    private final ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor();
    private List<Integer> ready;

    Endpoints(Nginx nginx, List<PackagedService> instances) {
        this.nginx = nginx;
        this.instances = new ArrayList<>(instances);
        this.ready = instances.stream().map(PackagedService::port).toList();
        prober.scheduleWithFixedDelay(this::probe, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void replace(PackagedService old, PackagedService next) {
        instances.set(instances.indexOf(old), next);
        probe();
    }

    private synchronized void probe() {
        List<Integer> now = instances.stream()
                .filter(Endpoints::isReady)
                .map(PackagedService::port)
                .toList();
        // A proxy without anyone to send to could only refuse: then all are tried.
        if (!now.isEmpty() && !now.equals(ready)) {
            nginx.spreadOver(now);
            ready = now;
        }
    }

    private static boolean isReady(PackagedService instance) {
        try {
            return instance.api().management().get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        prober.shutdownNow();
    }
}
