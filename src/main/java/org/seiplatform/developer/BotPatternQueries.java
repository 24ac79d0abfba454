package org.seiplatform.developer;

import java.util.UUID;
import java.util.function.Predicate;
import org.seiplatform.platform.pattern.TextPatterns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells logins of bots by an organization's pattern. */
@Repository
class BotPatternQueries {

    private final JdbcClient jdbc;
    private final TextPatterns patterns;

    BotPatternQueries(JdbcClient jdbc, TextPatterns patterns) {
        this.jdbc = jdbc;
        this.patterns = patterns;
    }

    /** Whether an identity is a bot's. The pattern stays as it is until the transaction ends, so that none is added by an old one. */
    Predicate<IdentityKey> bots(UUID organizationId) {
        String pattern = jdbc.sql("select bot_pattern from organizations where id = :organization for share")
                .param("organization", organizationId)
                .query(String.class)
                .single();
        Predicate<String> bot = patterns.ofNames(pattern);
        return identity -> identity.kind() != IdentityKind.EMAIL && bot.test(identity.value());
    }
}
