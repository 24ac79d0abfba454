package org.seiplatform.analytics.report;

import java.util.UUID;

/** A developer, as answers name one. */
public record Person(UUID id, String name) {}
