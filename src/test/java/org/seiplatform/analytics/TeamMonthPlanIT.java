package org.seiplatform.analytics;

import org.seiplatform.testing.Edition;

class TeamMonthPlanIT extends TeamMonthPlans {

    TeamMonthPlanIT() {
        super(Edition.PLAIN);
    }
}
