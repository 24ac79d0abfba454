package org.seiplatform.platform.secrets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.core.lease.SecretLeaseContainer;
import org.springframework.vault.core.lease.domain.RequestedSecret;
import org.springframework.vault.core.lease.event.SecretLeaseCreatedEvent;
import org.springframework.vault.core.lease.event.SecretLeaseEvent;

/**
 * Has Vault make a database user for this instance. Its lease is renewed as long as Vault allows; before it ends for good another
 * user is made, to whom the pool moves over. With the instance ends the lease.
 */
final class LeasedDatabaseAccount implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LeasedDatabaseAccount.class);

    private final SecretRotation rotation;
    private final String role;
    private final SecretLeaseContainer leases;
    private final ThreadPoolTaskScheduler renewals = new ThreadPoolTaskScheduler();

    LeasedDatabaseAccount(VaultOperations vault, String role, RotationProperties properties, SecretRotation rotation) {
        this.rotation = rotation;
        this.role = role;
        renewals.setThreadNamePrefix("lease-");
        renewals.setDaemon(true);
        renewals.initialize();
        leases = new SecretLeaseContainer(vault, renewals);
        leases.setMinRenewal(properties.minRenewal());
        leases.setExpiryThreshold(properties.renewBefore());
        leases.addLeaseListener(this::onLease);
        leases.addErrorListener((event, failure) -> log.warn(
                "The lease of the database user is not renewed ({})",
                failure.getClass().getSimpleName()));
        leases.afterPropertiesSet();
        leases.addRequestedSecret(RequestedSecret.rotating(role));
        leases.start();
    }

    private void onLease(SecretLeaseEvent event) {
        if (event.getSource().getPath().equals(role) && event instanceof SecretLeaseCreatedEvent created) {
            rotation.databaseLeased(new Account(
                    String.valueOf(created.getSecrets().get("username")),
                    String.valueOf(created.getSecrets().get("password"))));
        }
    }

    @Override
    public void destroy() throws Exception {
        leases.stop();
        leases.destroy();
        renewals.destroy();
    }
}
