package org.seiplatform.maintenance;

/**
 * What waits to be done, by any instance.
 *
 * @param derivations repositories whose deliveries have to be derived again
 * @param derivationAgeSeconds how long the first of them has waited; 0 where none waits
 * @param queuedImports imports that nobody has begun
 * @param runningImports imports that somebody works on
 * @param importAgeSeconds how long the first of the queued has waited; 0 where none waits
 * @param remainingCommits commits that running imports still have to read, as far as they were counted
 * @param waitingWebhooks deliveries of webhooks that are noted and not yet stored
 * @param webhookAgeSeconds how long ago the first of them arrived; 0 where none waits
 * @param changedAt when any organization's data last changed, in seconds since the epoch; 0 for never
 */
record Backlog(
        long derivations,
        double derivationAgeSeconds,
        long queuedImports,
        long runningImports,
        double importAgeSeconds,
        long remainingCommits,
        long waitingWebhooks,
        double webhookAgeSeconds,
        double changedAt) {}
