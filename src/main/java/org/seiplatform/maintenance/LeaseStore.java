package org.seiplatform.maintenance;

import java.time.Duration;
import java.util.UUID;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.provider.sql.DatabaseProduct;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Lets one instance of the service at a time do a work: ShedLock's table {@code shedlock}. It goes by the database's clock, because
 * those of instances differ. Instances on one machine would have the same name: each has an id instead.
 */
@Repository
class LeaseStore {

    private final LockProvider locks;

    LeaseStore(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.locks = new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc)
                .withTransactionManager(transactions)
                .withDatabaseProduct(DatabaseProduct.POSTGRES_SQL)
                .withLockedByValue(UUID.randomUUID().toString())
                .usingDbTime()
                .build());
    }

    /** Takes the lease of a work, unless another instance holds it. */
    Lease take(String work, Duration length) {
        return new Lease(locks.lock(new LockConfiguration(ClockProvider.now(), work, length, Duration.ZERO)), length);
    }
}
