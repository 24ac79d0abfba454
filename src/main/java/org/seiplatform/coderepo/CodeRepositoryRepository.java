package org.seiplatform.coderepo;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** The table {@code repositories}. */
interface CodeRepositoryRepository
        extends JpaRepository<CodeRepositoryEntity, UUID>, JpaSpecificationExecutor<CodeRepositoryEntity> {

    Optional<CodeRepositoryEntity> findByOrganizationIdAndId(UUID organizationId, UUID id);

    List<CodeRepositoryEntity> findByOrganizationIdAndIdIn(UUID organizationId, Collection<UUID> ids);

    List<CodeRepositoryEntity> findByOrganizationIdAndProviderAndProviderId(
            UUID organizationId, String provider, String providerId);

    boolean existsByOrganizationIdAndProviderAndHostAndHostAssumedFalse(
            UUID organizationId, String provider, String host);
}
