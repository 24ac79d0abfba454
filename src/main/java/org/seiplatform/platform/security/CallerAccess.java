package org.seiplatform.platform.security;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Tells whether a caller still has access, for answers that go on after authentication. */
@Component
public class CallerAccess {

    private final ApiKeyAuthenticator keys;
    private final Clock clock;

    CallerAccess(ApiKeyAuthenticator keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** False once the caller's key is revoked or has expired, or its token has expired. */
    public boolean holds(Caller caller) {
        Instant expiresAt = caller.tokenExpiresAt();
        return expiresAt == null ? keys.isUsable(caller) : clock.instant().isBefore(expiresAt);
    }
}
