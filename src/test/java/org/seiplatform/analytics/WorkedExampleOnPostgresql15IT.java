package org.seiplatform.analytics;

import org.seiplatform.testing.Edition;
import org.seiplatform.testing.OnDatabase;

/** The oldest version that is supported. */
@OnDatabase(Edition.POSTGRESQL_15)
class WorkedExampleOnPostgresql15IT extends WorkedExampleTests {}
