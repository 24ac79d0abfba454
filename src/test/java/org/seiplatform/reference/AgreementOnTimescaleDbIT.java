package org.seiplatform.reference;

import org.seiplatform.testing.Edition;
import org.seiplatform.testing.OnDatabase;

/** The same is computed where delivered changes are a hypertable. */
@OnDatabase(Edition.TIMESCALEDB)
class AgreementOnTimescaleDbIT extends AgreementTests {

    @Override
    int usually() {
        return 30;
    }
}
