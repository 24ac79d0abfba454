package org.seiplatform.delivery;

import java.util.UUID;

/** The successful deployments of one repository into one environment, in order. */
record Sequence(UUID organizationId, UUID repositoryId, int environmentId) {}
