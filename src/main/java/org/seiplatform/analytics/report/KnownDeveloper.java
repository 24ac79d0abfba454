package org.seiplatform.analytics.report;

import java.util.UUID;

/**
 * A developer, with all that their figures depend on besides the facts.
 *
 * @param bot whether they are flagged as a program, or one of their logins shows it
 * @param identityIds everything they appear as in events
 */
public record KnownDeveloper(UUID id, String name, boolean bot, UUID organizationId, UUID[] identityIds) {}
