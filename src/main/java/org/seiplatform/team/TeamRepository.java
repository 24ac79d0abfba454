package org.seiplatform.team;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** The table {@code teams}. */
interface TeamRepository extends JpaRepository<TeamEntity, UUID>, JpaSpecificationExecutor<TeamEntity> {

    Optional<TeamEntity> findByOrganizationIdAndId(UUID organizationId, UUID id);
}
