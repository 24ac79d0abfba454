package org.seiplatform.source.webhook;

import static java.time.ZoneOffset.UTC;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.seiplatform.source.webhook.payload.WorkflowRun;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code workflow_runs}: of each integration the runs that came last. */
@Repository
class WorkflowRunStore {

    private static final int KEPT = 100;

    private final JdbcClient jdbc;

    WorkflowRunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a run, and as many of those before it as are kept. */
    void keep(UUID integrationId, WorkflowRun run, Instant receivedAt) {
        jdbc.sql("""
                        insert into workflow_runs (integration_id, external_id, repository, name, title, event, branch,
                                                   conclusion, finished_at, obstacle, received_at)
                        select id, :externalId, left(:repository, 500), left(:name, 500), left(:title, 500),
                               left(:event, 500), left(:branch, 500), left(:conclusion, 500), :finishedAt, :obstacle,
                               :receivedAt
                        from integrations
                        where id = :integration
                        on conflict (integration_id, external_id) do update
                        set repository = excluded.repository, name = excluded.name, title = excluded.title,
                            event = excluded.event, branch = excluded.branch, conclusion = excluded.conclusion,
                            finished_at = excluded.finished_at, obstacle = excluded.obstacle,
                            received_at = excluded.received_at
                        """)
                .param("integration", integrationId)
                .param("externalId", run.id())
                .param("repository", run.repository())
                .param("name", run.name(), Types.VARCHAR)
                .param("title", run.title(), Types.VARCHAR)
                .param("event", run.event(), Types.VARCHAR)
                .param("branch", run.branch(), Types.VARCHAR)
                .param("conclusion", run.conclusion(), Types.VARCHAR)
                .param("finishedAt", run.finishedAt().atOffset(UTC))
                .param("obstacle", run.obstacle(), Types.VARCHAR)
                .param("receivedAt", receivedAt.atOffset(UTC))
                .update();
        jdbc.sql("""
                        delete from workflow_runs w
                        using (select received_at, external_id from workflow_runs
                               where integration_id = :integration
                               order by received_at desc, external_id desc
                               offset :kept limit 1) surplus
                        where w.integration_id = :integration
                          and (w.received_at, w.external_id) <= (surplus.received_at, surplus.external_id)
                        """).param("integration", integrationId).param("kept", KEPT).update();
    }

    /** Those that came last, the latest first. */
    List<WorkflowRun> latest(UUID integrationId) {
        return jdbc.sql("""
                        select external_id, repository, name, title, event, branch, conclusion, finished_at, obstacle
                        from workflow_runs
                        where integration_id = :integration
                        order by received_at desc, external_id desc
                        limit :kept
                        """)
                .param("integration", integrationId)
                .param("kept", KEPT)
                .query((row, number) -> new WorkflowRun(
                        row.getString("external_id"),
                        row.getString("repository"),
                        row.getString("name"),
                        row.getString("title"),
                        row.getString("event"),
                        row.getString("branch"),
                        row.getString("conclusion"),
                        row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                        row.getString("obstacle")))
                .list();
    }

    /** Forgets runs that came before a time, so many at most; answers how many. */
    int forget(Instant receivedBefore, int limit) {
        return jdbc.sql("""
                        delete from workflow_runs
                        where ctid = any(array(
                            select ctid from workflow_runs where received_at < :before limit :limit))
                        """)
                .param("before", receivedBefore.atOffset(UTC))
                .param("limit", limit)
                .update();
    }
}
