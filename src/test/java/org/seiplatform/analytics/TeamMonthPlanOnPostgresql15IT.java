package org.seiplatform.analytics;

import org.seiplatform.testing.Edition;
import org.seiplatform.testing.OnDatabase;

/** The oldest planner that has to find the way. */
@OnDatabase(Edition.POSTGRESQL_15)
class TeamMonthPlanOnPostgresql15IT extends TeamMonthPlans {

    TeamMonthPlanOnPostgresql15IT() {
        super(Edition.POSTGRESQL_15);
    }
}
