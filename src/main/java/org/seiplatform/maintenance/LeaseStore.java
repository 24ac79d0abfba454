package org.seiplatform.maintenance;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lets one instance of the service at a time do a work: the table {@code maintenance_leases}. It goes by the database's clock, because
 * those of instances differ.
 */
@Repository
class LeaseStore {

    private final String holder = UUID.randomUUID().toString();
    private final JdbcClient jdbc;

    LeaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the lease of a work, or prolongs it.
     *
     * @return false if another instance holds it
     */
    boolean take(String work, Duration length) {
        return jdbc.sql("""
                                insert into maintenance_leases as held (work, holder, held_until)
                                values (:work, :holder, now() + make_interval(secs => :seconds))
                                on conflict (work) do update
                                set holder = excluded.holder, held_until = excluded.held_until
                                where held.holder = excluded.holder or held.held_until < now()
                                """)
                        .param("work", work)
                        .param("holder", holder)
                        .param("seconds", length.toMillis() / 1e3)
                        .update()
                == 1;
    }

    /** Gives a lease back, if it is still ours. */
    void giveBack(String work) {
        jdbc.sql("delete from maintenance_leases where work = :work and holder = :holder")
                .param("work", work)
                .param("holder", holder)
                .update();
    }
}
