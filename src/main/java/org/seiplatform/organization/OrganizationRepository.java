package org.seiplatform.organization;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;

/** The table {@code organizations}. */
interface OrganizationRepository
        extends JpaRepository<OrganizationEntity, UUID>, JpaSpecificationExecutor<OrganizationEntity> {

    @Query("select o.id from OrganizationEntity o where o.slug = :slug")
    Optional<UUID> findIdBySlug(String slug);
}
