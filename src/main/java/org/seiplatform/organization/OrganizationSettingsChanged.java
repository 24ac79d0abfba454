package org.seiplatform.organization;

import java.util.UUID;

/** An organization's settings have changed; published within the transaction that changes them. */
public record OrganizationSettingsChanged(
        UUID organizationId, OrganizationSettings before, OrganizationSettings after) {}
