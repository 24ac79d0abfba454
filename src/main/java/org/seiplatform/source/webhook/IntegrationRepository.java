package org.seiplatform.source.webhook;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** The table {@code integrations}. */
interface IntegrationRepository
        extends JpaRepository<IntegrationEntity, UUID>, JpaSpecificationExecutor<IntegrationEntity> {

    Optional<IntegrationEntity> findByOrganizationIdAndId(UUID organizationId, UUID id);
}
