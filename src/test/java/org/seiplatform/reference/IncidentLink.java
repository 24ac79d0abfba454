package org.seiplatform.reference;

/**
 * An incident and a received deployment that caused it.
 *
 * @param linkedBy {@code explicit} or {@code rule}
 */
record IncidentLink(IncidentFact incident, DeploymentFact.Key deployment, String linkedBy) {}
