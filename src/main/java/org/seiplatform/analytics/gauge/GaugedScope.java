package org.seiplatform.analytics.gauge;

import org.seiplatform.analytics.ScopeReference;

/**
 * What a set of gauges is about.
 *
 * @param organization slug of the organization
 * @param team slug of the team; empty where it is the organization itself
 */
record GaugedScope(ScopeReference reference, String organization, String team) {}
