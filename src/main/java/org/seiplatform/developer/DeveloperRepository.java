package org.seiplatform.developer;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** The table {@code developers}. */
interface DeveloperRepository extends JpaRepository<DeveloperEntity, UUID>, JpaSpecificationExecutor<DeveloperEntity> {

    Optional<DeveloperEntity> findByOrganizationIdAndId(UUID organizationId, UUID id);

    boolean existsByOrganizationIdAndId(UUID organizationId, UUID id);
}
