package org.seiplatform.coderepo;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code repositories}. */
@Entity
@Table(name = "repositories")
class CodeRepositoryEntity {

    @Id
    private UUID id;

    @Column(updatable = false)
    private UUID organizationId;

    private String name;

    @Column(updatable = false)
    private String provider;

    private String host;
    private boolean hostAssumed;

    @Column(updatable = false)
    private String providerId;

    private @Nullable String url;
    private String defaultBranch;
    private @Nullable Instant nameSetAt;
    private @Nullable Instant urlSetAt;
    private @Nullable Instant defaultBranchSetAt;

    @Version
    private @Nullable Long version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    /** For the persistence provider. */
    protected CodeRepositoryEntity() {}

    CodeRepositoryEntity(UUID id, UUID organizationId, NewCodeRepository repository, Instant now) {
        this.id = id;
        this.organizationId = organizationId;
        this.name = repository.name();
        this.provider = repository.provider().code();
        setHost(repository.host(), repository.url());
        this.providerId = repository.providerId();
        this.url = repository.url();
        this.defaultBranch = repository.defaultBranch() == null ? "main" : repository.defaultBranch();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** What a person says stands, even against payloads that were sent before it was created: hence as of all time. */
    CodeRepositoryEntity setByHand(NewCodeRepository repository) {
        nameSetAt = Instant.EPOCH;
        urlSetAt = repository.url() == null ? null : Instant.EPOCH;
        defaultBranchSetAt = repository.defaultBranch() == null ? null : Instant.EPOCH;
        return this;
    }

    void change(CodeRepositoryContent content, Instant now) {
        setHost(content.host(), content.url());
        if (!content.name().equals(name)) {
            name = content.name();
            nameSetAt = now;
        }
        if (!Objects.equals(content.url(), url)) {
            url = content.url();
            urlSetAt = url == null ? null : now;
        }
        if (!content.defaultBranch().equals(defaultBranch)) {
            defaultBranch = content.defaultBranch();
            defaultBranchSetAt = now;
        }
        updatedAt = now;
    }

    /** Follows what payloads say, from now on. */
    void follow(Map<RepositoryField, String> news, Instant now) {
        news.forEach((field, value) -> {
            switch (field) {
                case NAME -> {
                    name = value;
                    nameSetAt = null;
                }
                case URL -> {
                    url = value;
                    urlSetAt = null;
                }
                case DEFAULT_BRANCH -> {
                    defaultBranch = value;
                    defaultBranchSetAt = null;
                }
            }
        });
        updatedAt = now;
    }

    /** A webhook names the repository by the host that was assumed. */
    void confirmHost() {
        hostAssumed = false;
    }

    /** A webhook names the repository by this host. */
    void moveTo(String webhookHost, Instant now) {
        host = webhookHost;
        hostAssumed = false;
        updatedAt = now;
    }

    private void setHost(@Nullable String stated, @Nullable String url) {
        RepositoryHost known = RepositoryHost.of(Provider.of(provider), stated, url);
        host = known.name();
        hostAssumed = known.assumed();
    }

    UUID id() {
        return id;
    }

    String host() {
        return host;
    }

    boolean isHostAssumed() {
        return hostAssumed;
    }

    Provider provider() {
        return Provider.of(provider);
    }

    String defaultBranch() {
        return defaultBranch;
    }

    long version() {
        return version == null ? 0 : version;
    }

    CodeRepository toRepository() {
        return new CodeRepository(
                id,
                name,
                provider(),
                host.isEmpty() ? null : host,
                hostAssumed,
                providerId,
                url,
                defaultBranch,
                version(),
                createdAt,
                updatedAt);
    }
}
