package org.seiplatform.analytics;

import org.seiplatform.testing.Edition;
import org.seiplatform.testing.OnDatabase;

/** Compression and continuous aggregates do not change what is answered. */
@OnDatabase(Edition.TIMESCALEDB_COMMUNITY)
class WorkedExampleOnTimescaleDbCommunityIT extends WorkedExampleTests {}
