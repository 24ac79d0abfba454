package org.seiplatform.maintenance;

import org.seiplatform.testing.Edition;
import org.seiplatform.testing.OnDatabase;

/** A plain view over a hypertable. */
@OnDatabase(Edition.TIMESCALEDB)
class DailyFiguresOnTimescaleDbIT extends DailyFiguresTests {}
