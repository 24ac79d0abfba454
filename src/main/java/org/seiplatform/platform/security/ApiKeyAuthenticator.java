package org.seiplatform.platform.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows whose a key is: one of those in the database, or the operator's that the configuration names. */
@Component
public class ApiKeyAuthenticator {

    private static final Caller OPERATOR = Caller.withKey("operator", Role.OPERATOR, null);

    private final ApiKeys keys;
    private final @Nullable ApiKeyToken operatorKey;

    ApiKeyAuthenticator(ApiKeys keys, SecurityProperties properties) {
        this.keys = keys;
        this.operatorKey = properties.operatorKey() == null
                ? null
                : ApiKeyToken.parse(properties.operatorKey()).orElseThrow();
    }

    /**
     * Whether a key, as its holder sends it, may be used.
     *
     * @throws org.springframework.dao.DataAccessException while the database is away
     */
    public boolean isValid(String key) {
        return ApiKeyToken.parse(key).flatMap(this::authenticate).isPresent();
    }

    /** Whether the key of a caller, authenticated before, may still be used. */
    boolean isUsable(Caller caller) {
        return caller.equals(OPERATOR) || keys.isUsable(caller.subject().substring(Caller.KEY.length()));
    }

    Optional<Caller> authenticate(ApiKeyToken token) {
        if (operatorKey != null && operatorKey.id().equals(token.id()) && token.matches(operatorKey.secretHash())) {
            return Optional.of(OPERATOR);
        }
        return keys.authenticate(token);
    }
}
