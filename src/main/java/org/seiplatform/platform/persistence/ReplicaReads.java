package org.seiplatform.platform.persistence;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Decides which reads may go to the replica: those of an organization whose latest changes, as far as this instance knows of them,
 * are there, while it is not too far behind. Callers that do not belong to one organization read from the primary.
 */
final class ReplicaReads implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReplicaReads.class);
    private static final int CHECK_TIMEOUT_MILLIS = 2000;

    private final ConnectionPool primary;
    private final @Nullable ConnectionPool replica;
    private final DatabaseProperties.Replica settings;
    private final CurrentTenant tenant;
    private final MeterRegistry meters;
    private final ReplicaPosition position = new ReplicaPosition();
    private final Map<UUID, Long> changes = new ConcurrentHashMap<>();
    private final TaskScheduler scheduler;
    private volatile @Nullable Long changeOfAnybody;
    private volatile @Nullable ScheduledFuture<?> checks;
    private volatile boolean working;

    ReplicaReads(
            ConnectionPool primary,
            @Nullable ConnectionPool replica,
            DatabaseProperties.Replica settings,
            CurrentTenant tenant,
            MeterRegistry meters) {
        this.primary = primary;
        this.replica = replica;
        this.settings = settings;
        this.tenant = tenant;
        this.meters = meters;
        SimpleAsyncTaskScheduler threads = new SimpleAsyncTaskScheduler();
        threads.setVirtualThreads(true);
        threads.setThreadNamePrefix("replica-");
        this.scheduler = threads;
        if (replica != null) {
            meters.gauge("sei.database.replica.usable", this, reads -> reads.isCloseEnough() ? 1 : 0);
        }
    }

    /** Says that data of the organization have changed: its reads go to the primary until the replica has the change, too. */
    void changed(UUID organizationId) {
        if (replica != null) {
            changes.put(organizationId, System.nanoTime());
        }
    }

    /** Notes that the request at hand may have written something. */
    void written() {
        tenant.organizationId().ifPresentOrElse(this::changed, () -> changeOfAnybody = System.nanoTime());
    }

    ConnectionPool primary() {
        return primary;
    }

    /** Where a request that changes nothing may read now; null if that is the primary alone. */
    @Nullable
    ConnectionPool replica() {
        if (replica == null) {
            return null;
        }
        boolean usable = tenant.organizationId().filter(this::isOnReplica).isPresent();
        meters.counter("sei.database.reads", "from", usable ? "replica" : "primary")
                .increment();
        return usable ? replica : null;
    }

    private boolean isOnReplica(UUID organizationId) {
        return isCloseEnough() && has(changeOfAnybody) && has(changes.get(organizationId));
    }

    private boolean isCloseEnough() {
        return position.has(System.nanoTime() - settings.maximumLag().toNanos());
    }

    private boolean has(@Nullable Long moment) {
        return moment == null || position.has(moment);
    }

    /** No read goes to the replica again before a check of it has succeeded. */
    void replicaFailed(SQLException failure) {
        position.lost();
        tell(false, failure);
    }

    private void check(ConnectionPool copy) {
        try {
            long moment = System.nanoTime();
            Optional<Long> written = place(primary, "pg_current_wal_insert_lsn()", "not pg_is_in_recovery()");
            if (written.isPresent()) {
                position.primaryWasAt(written.get(), moment);
            }
        } catch (SQLException unknown) {
            log.debug("The primary does not tell how far it is", unknown);
        }
        try {
            Optional<Long> replayed = place(copy, "pg_last_wal_replay_lsn()", "pg_is_in_recovery()");
            if (replayed.isEmpty()) {
                throw new SQLException("The replica is no replica");
            }
            position.replicaIsAt(replayed.get());
            changes.values().removeIf(position::has);
            tell(true, null);
        } catch (SQLException failure) {
            replicaFailed(failure);
        }
    }

    /** A place in the log as a number; nothing if the server does not have the role. */
    private static Optional<Long> place(ConnectionPool server, String function, String role) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, CHECK_TIMEOUT_MILLIS);
            // A case, because the function fails on a server of the other role.
            try (ResultSet row = statement.executeQuery(
                    "select case when %s then cast(%s - '0/0' as bigint) end".formatted(role, function))) {
                row.next();
                long place = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(place);
            }
        }
    }

    private void tell(boolean works, @Nullable SQLException failure) {
        if (works != working) {
            working = works;
            if (failure == null) {
                log.info("The replica can be read");
            } else {
                log.warn("The replica cannot be read, the primary is asked instead: {}", failure.getMessage());
            }
        }
    }

    @Override
    public void start() {
        ConnectionPool copy = replica;
        if (copy != null) {
            checks = scheduler.scheduleWithFixedDelay(() -> check(copy), settings.checkEvery());
        }
    }

    @Override
    public void stop() {
        ScheduledFuture<?> running = checks;
        if (running != null) {
            running.cancel(true);
            checks = null;
        }
        position.lost();
    }

    @Override
    public boolean isRunning() {
        return checks != null;
    }
}
