package org.seiplatform.reliability;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.seiplatform.testing.Nginx;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.Session;

/** Does what Kubernetes does: asks each instance whether it is ready, and has the proxy send requests to those that are. */
final class Endpoints implements AutoCloseable {

    private static final long PERIOD_MILLIS = 250;

    private final Nginx nginx;
    private final List<Candidate> candidates;
    private final ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor();
    private List<Integer> ready;

    Endpoints(Nginx nginx, List<PackagedService> instances) {
        this.nginx = nginx;
        this.candidates = new ArrayList<>(instances.stream().map(Candidate::of).toList());
        this.ready = instances.stream().map(PackagedService::port).toList();
        prober.scheduleWithFixedDelay(this::probe, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void replace(PackagedService old, PackagedService next) {
        candidates.replaceAll(candidate -> candidate.port() == old.port() ? Candidate.of(next) : candidate);
        probe();
    }

    private synchronized void probe() {
        List<Integer> now = candidates.stream()
                .filter(Candidate::isReady)
                .map(Candidate::port)
                .toList();
        // A proxy without anyone to send to could only refuse: then all are tried.
        if (!now.isEmpty() && !now.equals(ready)) {
            nginx.spreadOver(now);
            ready = now;
        }
    }

    private record Candidate(int port, Session management) {

        private static Candidate of(PackagedService instance) {
            return new Candidate(instance.port(), instance.api().management());
        }

        private boolean isReady() {
            try {
                return management.get("/actuator/health/readiness").status() == 200;
            } catch (UncheckedIOException gone) {
                return false;
            }
        }
    }

    @Override
    public void close() {
        prober.shutdownNow();
    }
}
