package org.seiplatform.team;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code teams}. */
@Entity
@Table(name = "teams")
class TeamEntity {

    @Id
    private UUID id;

    @Column(updatable = false)
    private UUID organizationId;

    private String slug;
    private String name;

    @Version
    private @Nullable Long version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    /** For the persistence provider. */
    protected TeamEntity() {}

    TeamEntity(UUID id, UUID organizationId, TeamContent content, Instant now) {
        this.id = id;
        this.organizationId = organizationId;
        this.slug = content.slug();
        this.name = content.name();
        this.createdAt = now;
        this.updatedAt = now;
    }

    void change(TeamContent content, Instant now) {
        slug = content.slug();
        name = content.name();
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    Team toTeam() {
        return new Team(id, slug, name, version(), createdAt, updatedAt);
    }
}
