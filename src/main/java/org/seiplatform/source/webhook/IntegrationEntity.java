package org.seiplatform.source.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.source.webhook.payload.DeploymentSource;

/** A row of {@code integrations}. */
@Entity
@Table(name = "integrations")
class IntegrationEntity {

    @Id
    private UUID id;

    @Column(updatable = false)
    private UUID organizationId;

    @Column(updatable = false)
    private String provider;

    private String name;
    private byte[] secret;
    private byte @Nullable [] previousSecret;
    private @Nullable Instant previousSecretUntil;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] deploymentSources;

    private String deploymentEnvironment;
    private String workflowPattern;
    private boolean autoCreateRepositories;

    @Version
    private @Nullable Long version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    /** For the persistence provider. */
    protected IntegrationEntity() {}

    IntegrationEntity(
            UUID id,
            UUID organizationId,
            Provider provider,
            IntegrationContent content,
            byte[] encryptedSecret,
            Instant now) {
        this.id = id;
        this.organizationId = organizationId;
        this.provider = provider.code();
        this.secret = encryptedSecret;
        this.createdAt = now;
        assign(content, now);
    }

    void change(IntegrationContent content, Instant now) {
        assign(content, now);
    }

    /** Puts another secret in place; the one so far stays valid for a while, any older one does not. */
    void rotate(byte[] encryptedSecret, Instant previousUntil, Instant now) {
        previousSecret = secret;
        previousSecretUntil = previousUntil;
        secret = encryptedSecret;
        updatedAt = now;
    }

    private void assign(IntegrationContent content, Instant now) {
        name = content.name();
        deploymentSources = content.deploymentSources().stream()
                .sorted()
                .map(source -> source.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        deploymentEnvironment = content.deploymentEnvironment();
        workflowPattern = content.workflowPattern();
        autoCreateRepositories = content.autoCreateRepositories();
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    UUID organizationId() {
        return organizationId;
    }

    Provider provider() {
        return Provider.of(provider);
    }

    long version() {
        return version == null ? 0 : version;
    }

    /** The encrypted secrets that are valid at a time, the current one first. */
    List<byte[]> secretsValidAt(Instant now) {
        byte[] previous = previousSecret;
        return previous != null && previousValidAt(now) != null ? List.of(secret, previous) : List.of(secret);
    }

    private @Nullable Instant previousValidAt(Instant now) {
        return previousSecretUntil != null && now.isBefore(previousSecretUntil) ? previousSecretUntil : null;
    }

    Integration toIntegration(Instant now) {
        return new Integration(id, provider(), content(), previousValidAt(now), version(), createdAt, updatedAt);
    }

    IntegrationContent content() {
        return new IntegrationContent(name, sources(), deploymentEnvironment, workflowPattern, autoCreateRepositories);
    }

    private Set<DeploymentSource> sources() {
        Set<DeploymentSource> sources = new TreeSet<>();
        Arrays.stream(deploymentSources)
                .map(source -> DeploymentSource.valueOf(source.toUpperCase(Locale.ROOT)))
                .forEach(sources::add);
        return sources;
    }
}
