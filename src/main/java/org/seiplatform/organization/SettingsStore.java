package org.seiplatform.organization;

import java.time.ZoneId;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What settings mean in the database: whether it understands them, and the answers to patterns that are kept in rows. */
@Repository
class SettingsStore {

    private final JdbcClient jdbc;

    SettingsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isPattern(String pattern) {
        return understands("select 'x' ~ :text", pattern);
    }

    boolean isTimeZone(ZoneId zone) {
        return understands("select now() at time zone :text", zone.getId());
    }

    private boolean understands(String query, String text) {
        try {
            jdbc.sql(query).param("text", text).query().singleRow();
            return true;
        } catch (DataAccessResourceFailureException | TransientDataAccessException unanswered) {
            throw unanswered;
        } catch (DataAccessException refused) {
            return false;
        }
    }

    /** Sorts the organization's environments into production and others. */
    void matchEnvironments(UUID organizationId, String productionPattern) {
        jdbc.sql("""
                        update environments
                        set production = name ~ :pattern
                        where organization_id = :organization and production <> (name ~ :pattern)
                        """)
                .param("organization", organizationId)
                .param("pattern", productionPattern)
                .update();
    }

    /** Marks the identities whose login is a bot's; an e-mail address is no login, and an erased one cannot be asked any more. */
    void matchBots(UUID organizationId, String botPattern) {
        jdbc.sql("""
                        update identities
                        set matches_bot = value ~ :pattern
                        where organization_id = :organization and kind <> 'email' and not erased and matches_bot <> (value ~ :pattern)
                        """)
                .param("organization", organizationId)
                .param("pattern", botPattern)
                .update();
    }
}
