package org.seiplatform.source.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.persistence.Conditions;
import org.seiplatform.platform.persistence.TimeOrderedIds;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps integrations. */
@Service
public class Integrations {

    private final IntegrationRepository repository;
    private final WebhookProviders providers;
    private final WebhookSecrets secrets;
    private final WebhookProperties properties;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Integrations(
            IntegrationRepository repository,
            WebhookProviders providers,
            WebhookSecrets secrets,
            WebhookProperties properties,
            AuditTrail audit,
            TransactionOperations transaction,
            TimeOrderedIds ids,
            Clock clock) {
        this.repository = repository;
        this.providers = providers;
        this.secrets = secrets;
        this.properties = properties;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Lists the integrations of an organization, in the order of their creation.
     *
     * @param provider only those with this one; null for all
     * @throws ProblemException {@code validation_failed} if it sends no webhooks
     */
    public Page<Integration> list(UUID organizationId, @Nullable Provider provider, PageQuery query) {
        providers.require(provider, "?provider");
        Specification<IntegrationEntity> condition = Specification.allOf(
                Conditions.equal("organizationId", organizationId),
                Conditions.after(query.afterId()),
                Conditions.equal("provider", provider == null ? null : provider.code()));
        List<IntegrationEntity> rows = repository.findBy(
                condition,
                page -> page.sortBy(Sort.by("id")).limit(query.fetchSize()).all());
        Instant now = clock.instant();
        return query.page(rows, row -> Cursor.after(row.id())).map(row -> row.toIntegration(now));
    }

    /** @throws ProblemException {@code not_found} if the organization has none with this id */
    public Integration get(UUID organizationId, UUID id) {
        return row(organizationId, id).toIntegration(clock.instant());
    }

    /**
     * @param secret null to have one made
     * @throws ProblemException {@code validation_failed} if the provider sends no webhooks
     */
    public Integration.WithSecret create(
            UUID organizationId, Provider provider, IntegrationContent content, @Nullable String secret) {
        providers.require(provider, "/provider");
        UUID id = ids.next();
        Instant now = clock.instant();
        String chosen = secrets.chosenOrGenerated(secret);
        Integration created = transaction.execute(status -> {
            Integration integration = repository
                    .saveAndFlush(new IntegrationEntity(
                            id, organizationId, provider, content, secrets.encrypt(chosen, id), now))
                    .toIntegration(now);
            audit.note(new Change(organizationId, "integration.created", "integration", id, null, integration));
            return integration;
        });
        return new Integration.WithSecret(created, chosen);
    }

    /**
     * Changes how the events of an integration are taken; those already taken stay as they are.
     *
     * @param version the version that the change is meant for
     * @throws OptimisticLockingFailureException if that is no longer the current one
     */
    public Integration change(UUID organizationId, UUID id, long version, IntegrationContent content) {
        Instant now = clock.instant();
        return transaction.execute(status -> {
            IntegrationEntity row = row(organizationId, id, version);
            Integration before = row.toIntegration(now);
            if (before.content().equals(content)) {
                return before;
            }
            row.change(content, now);
            Integration after = repository.saveAndFlush(row).toIntegration(now);
            audit.note(new Change(organizationId, "integration.changed", "integration", id, before, after));
            return after;
        });
    }

    /**
     * Puts another secret in place. The one so far is accepted for a while longer, so that no delivery is refused while the
     * provider is told.
     *
     * @param secret null to have one made
     */
    public Integration.WithSecret rotate(UUID organizationId, UUID id, @Nullable String secret) {
        String chosen = secrets.chosenOrGenerated(secret);
        Instant now = clock.instant();
        return transaction.execute(status -> {
            IntegrationEntity row = row(organizationId, id);
            row.rotate(secrets.encrypt(chosen, id), now.plus(properties.secretOverlap()), now);
            Integration after = repository.saveAndFlush(row).toIntegration(now);
            audit.note(new Change(organizationId, "integration.secret_rotated", "integration", id, null, after));
            return new Integration.WithSecret(after, chosen);
        });
    }

    /**
     * Deletes an integration together with the record of its deliveries; the facts that came through it stay.
     *
     * @param version the version that is meant
     */
    public void delete(UUID organizationId, UUID id, long version) {
        transaction.executeWithoutResult(status -> {
            IntegrationEntity row = row(organizationId, id, version);
            repository.delete(row);
            repository.flush();
            audit.note(new Change(
                    organizationId,
                    "integration.deleted",
                    "integration",
                    id,
                    row.toIntegration(clock.instant()),
                    null));
        });
    }

    /** The integration that a provider addresses. */
    Optional<ReceivingIntegration> receiving(WebhookProvider provider, UUID id) {
        return repository
                .findById(id)
                .filter(row -> row.provider() == provider.provider())
                .map(this::toReceiving);
    }

    /** @throws ProblemException {@code not_found} if the organization has none with this id */
    ReceivingIntegration receiving(UUID organizationId, UUID id) {
        return toReceiving(row(organizationId, id));
    }

    private ReceivingIntegration toReceiving(IntegrationEntity row) {
        return new ReceivingIntegration(
                row.id(),
                row.organizationId(),
                providers.of(row.provider()),
                row.content(),
                row.secretsValidAt(clock.instant()).stream()
                        .map(secret -> secrets.decrypt(secret, row.id()))
                        .toList());
    }

    private IntegrationEntity row(UUID organizationId, UUID id) {
        return repository
                .findByOrganizationIdAndId(organizationId, id)
                .orElseThrow(() -> ProblemException.notFound("integration"));
    }

    private IntegrationEntity row(UUID organizationId, UUID id, long version) {
        IntegrationEntity row = row(organizationId, id);
        if (row.version() != version) {
            throw new OptimisticLockingFailureException("integration " + id);
        }
        return row;
    }
}
