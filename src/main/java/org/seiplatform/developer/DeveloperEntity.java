package org.seiplatform.developer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A row of {@code developers}. Only what changed is written: ingest sets names meanwhile, past this entity. */
@Entity
@DynamicUpdate
@Table(name = "developers")
class DeveloperEntity {

    @Id
    private UUID id;

    @Column(updatable = false)
    private UUID organizationId;

    private String name;
    private @Nullable Instant nameAsOf;
    private @Nullable String email;
    private boolean bot;

    @Column(insertable = false, updatable = false)
    private @Nullable Instant erasedAt;

    @Version
    private @Nullable Long version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    /** For the persistence provider. */
    protected DeveloperEntity() {}

    DeveloperEntity(UUID id, UUID organizationId, NewDeveloper developer, Instant now) {
        this.id = id;
        this.organizationId = organizationId;
        this.name = developer.name();
        this.email = developer.email();
        this.bot = Boolean.TRUE.equals(developer.bot());
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** A name that a person has set is no longer taken from events. */
    void change(DeveloperContent content, Instant now) {
        if (!name.equals(content.name())) {
            name = content.name();
            nameAsOf = null;
        }
        email = content.email();
        bot = content.bot();
        updatedAt = now;
    }

    /** Something that belongs to the developer has changed. */
    void touch(Instant now) {
        updatedAt = now;
    }

    /** Nobody may say any more who this is. */
    boolean isErased() {
        return erasedAt != null;
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    Developer toDeveloper(List<Identity> identities) {
        return new Developer(id, name, email, identities, bot, erasedAt, version(), createdAt, updatedAt);
    }
}
