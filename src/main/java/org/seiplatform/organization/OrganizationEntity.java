package org.seiplatform.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code organizations}. */
@Entity
@Table(name = "organizations")
class OrganizationEntity {

    @Id
    private UUID id;

    private String slug;
    private String name;
    private String productionEnvironmentPattern;
    private String hotfixPattern;
    private String botPattern;
    private String incidentLabelPattern;
    private String timeZone;
    private String benchmark;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String benchmarkThresholds;

    private @Nullable Long incidentWindowSeconds;
    private boolean countFailedAttempts;
    private @Nullable Long commitRetentionSeconds;
    private @Nullable Long pullRequestRetentionSeconds;
    private @Nullable Long deploymentRetentionSeconds;
    private @Nullable Long incidentRetentionSeconds;

    @Version
    private @Nullable Long version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    /** For the persistence provider. */
    protected OrganizationEntity() {}

    OrganizationEntity(UUID id, OrganizationContent content, @Nullable String thresholds, Instant now) {
        this.id = id;
        this.createdAt = now;
        assign(content, thresholds, now);
    }

    void change(OrganizationContent content, @Nullable String thresholds, Instant now) {
        assign(content, thresholds, now);
    }

    private void assign(OrganizationContent content, @Nullable String thresholds, Instant now) {
        OrganizationSettings settings = content.settings();
        slug = content.slug();
        name = content.name();
        productionEnvironmentPattern = settings.productionEnvironmentPattern();
        hotfixPattern = settings.hotfixPattern();
        botPattern = settings.botPattern();
        incidentLabelPattern = settings.incidentLabelPattern();
        timeZone = settings.timeZone().getId();
        benchmark = settings.benchmark();
        benchmarkThresholds = thresholds;
        incidentWindowSeconds = seconds(settings.incidentWindow());
        countFailedAttempts = settings.countFailedAttempts();
        commitRetentionSeconds = seconds(settings.retention().commits());
        pullRequestRetentionSeconds = seconds(settings.retention().pullRequests());
        deploymentRetentionSeconds = seconds(settings.retention().deployments());
        incidentRetentionSeconds = seconds(settings.retention().incidents());
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    Organization toOrganization(StoredSettings stored) {
        OrganizationSettings settings = new OrganizationSettings(
                productionEnvironmentPattern,
                hotfixPattern,
                botPattern,
                incidentLabelPattern,
                stored.timeZone(id, timeZone),
                benchmark,
                stored.thresholds(id, benchmarkThresholds),
                duration(incidentWindowSeconds),
                countFailedAttempts,
                new Retention(
                        duration(commitRetentionSeconds),
                        duration(pullRequestRetentionSeconds),
                        duration(deploymentRetentionSeconds),
                        duration(incidentRetentionSeconds)));
        return new Organization(id, slug, name, settings, version(), createdAt, updatedAt);
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
