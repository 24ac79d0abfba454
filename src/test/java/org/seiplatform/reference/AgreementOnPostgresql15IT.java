package org.seiplatform.reference;

import org.seiplatform.testing.Edition;
import org.seiplatform.testing.OnDatabase;

/** The oldest version that is supported computes the same. */
@OnDatabase(Edition.POSTGRESQL_15)
class AgreementOnPostgresql15IT extends AgreementTests {

    @Override
    int usually() {
        return 30;
    }
}
