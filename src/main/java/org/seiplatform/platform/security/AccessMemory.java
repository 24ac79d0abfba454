package org.seiplatform.platform.security;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.seiplatform.platform.dataversion.Remembered;
import org.seiplatform.platform.dataversion.VersionWatch;
import org.seiplatform.platform.dataversion.VersionWatches;
import org.seiplatform.platform.persistence.StatementLimits;
import org.springframework.stereotype.Component;

/**
 * Remembers keys and organizations, so that a request need not ask the database who calls. What is revoked is forgotten at once
 * here, and within a second elsewhere.
 */
@Component
class AccessMemory {

    private static final String KEY = "key:";
    private static final String ORGANIZATION = "organization:";

    private final VersionWatch versions;
    private final Remembered<String, RememberedKey> keys;
    private final Remembered<String, UUID> organizations;

    AccessMemory(VersionWatches watches, AccessVersionStore store, AccessMemoryProperties properties) {
        this.versions = watches.watch("access", keys -> StatementLimits.ofLookups(() -> store.read(keys)));
        this.keys = versions.remember(KEY::concat, properties.maximum(), properties.withoutDatabase());
        this.organizations =
                versions.remember(ORGANIZATION::concat, properties.maximum(), properties.withoutDatabase());
    }

    /** A key by its public id. */
    Optional<RememberedKey> key(String keyId, Function<String, Optional<RememberedKey>> lookup) {
        return keys.get(keyId, lookup);
    }

    /** An organization by its id or slug, as a token names it. */
    Optional<UUID> organization(String idOrSlug, Function<String, Optional<UUID>> lookup) {
        return organizations.get(idOrSlug, lookup);
    }

    /** Says that the transaction at hand changes a key. */
    void changedByTransaction(String keyId) {
        versions.changedByTransaction(KEY + keyId);
    }

    /** Says that the transaction at hand changes what an id or slug stands for. */
    void organizationChangedByTransaction(String idOrSlug) {
        versions.changedByTransaction(ORGANIZATION + idOrSlug);
    }
}
