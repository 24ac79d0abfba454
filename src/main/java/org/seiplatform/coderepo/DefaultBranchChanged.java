package org.seiplatform.coderepo;

import java.util.UUID;

/** Another branch of a repository has become its default; published within the transaction that makes it so. */
public record DefaultBranchChanged(UUID organizationId, UUID repositoryId) {}
