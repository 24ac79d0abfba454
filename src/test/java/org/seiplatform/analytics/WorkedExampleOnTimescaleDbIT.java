package org.seiplatform.analytics;

import org.seiplatform.testing.Edition;
import org.seiplatform.testing.OnDatabase;

/** What deployments deliver is the same where a table of it is a hypertable. */
@OnDatabase(Edition.TIMESCALEDB)
class WorkedExampleOnTimescaleDbIT extends WorkedExampleTests {}
