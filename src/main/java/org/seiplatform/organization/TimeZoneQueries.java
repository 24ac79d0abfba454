package org.seiplatform.organization;

import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the database knows of time zones. */
@Repository
class TimeZoneQueries {

    private final JdbcClient jdbc;

    TimeZoneQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the database has a time zone of that name. */
    boolean isKnown(ZoneId zone) {
        return jdbc.sql("select exists (select from pg_timezone_names where name = :name)")
                .param("name", zone.getId())
                .query(Boolean.class)
                .single();
    }
}
