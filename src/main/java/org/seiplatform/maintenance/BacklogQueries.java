package org.seiplatform.maintenance;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what waits. */
@Repository
class BacklogQueries {

    private final JdbcClient jdbc;

    BacklogQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ages are by the database's clock, which has also noted the beginnings of derivations. */
    Backlog backlog() {
        return jdbc.sql("""
                        select d.waiting, coalesce(d.age, 0) as derivation_age,
                               i.queued, i.running, coalesce(i.age, 0) as import_age, coalesce(i.remaining, 0) as remaining,
                               w.waiting as webhooks, coalesce(w.age, 0) as webhook_age,
                               coalesce(v.changed_at, 0) as changed_at
                        from (select count(distinct repository_id) as waiting,
                                     extract(epoch from clock_timestamp() - min(noted_at)) as age
                              from pending_derivations) d,
                             (select count(*) filter (where status = 'queued') as queued,
                                     count(*) filter (where status = 'running') as running,
                                     extract(epoch from clock_timestamp()
                                                        - min(created_at) filter (where status = 'queued')) as age,
                                     sum(greatest(commits_total - commits_imported, 0))
                                       filter (where status = 'running') as remaining
                              from import_jobs
                              where status in ('queued', 'running')) i,
                             (select count(*) as waiting,
                                     extract(epoch from clock_timestamp() - min(received_at)) as age
                              from webhook_deliveries
                              where outcome = 'received' and retry_at is not null and payload is not null) w,
                             (select extract(epoch from max(changed_at)) as changed_at from organization_data_versions) v
                        """)
                .query((row, number) -> new Backlog(
                        row.getLong("waiting"),
                        row.getDouble("derivation_age"),
                        row.getLong("queued"),
                        row.getLong("running"),
                        row.getDouble("import_age"),
                        row.getLong("remaining"),
                        row.getLong("webhooks"),
                        row.getDouble("webhook_age"),
                        row.getDouble("changed_at")))
                .single();
    }
}
