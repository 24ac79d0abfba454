package org.seiplatform.reference;

import org.seiplatform.testing.Edition;
import org.seiplatform.testing.OnDatabase;

/**
 * The same is computed where delivered changes are a hypertable with a columnstore. Few histories, because where there is no
 * server of this edition a WebAssembly build stands in, which serves one transaction at a time.
 */
@OnDatabase(Edition.TIMESCALEDB_COMMUNITY)
class AgreementOnTimescaleDbCommunityIT extends AgreementTests {

    @Override
    int usually() {
        return 10;
    }
}
