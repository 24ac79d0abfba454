package org.seiplatform.ingest.delivery;

import java.time.Instant;

/** The successful deployment just before another one in the same repository and environment. */
record Predecessor(String externalId, Instant finishedAt, String commitSha) {}
