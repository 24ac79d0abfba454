package org.seiplatform.delivery;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.persistence.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Reads the sequences of successful deployments: as they are sent ({@code deployments}), and as far as they are derived
 * ({@code deployment_sequences}, which also remembers those that retention has deleted).
 */
@Repository
class DeploymentSequenceQueries {

    private static final String DEPLOYED = """
            select d.finished_at, d.external_id, d.commit_sha, d.listed_commits, c.committed_at,
                   c.sha is not null and c.parents is null as parents_unstated
            from deployments d
            left join lateral (select sha, committed_at, parents from commits
                               where repository_id = :repository and sha = d.commit_sha limit 1) c on true
            where d.repository_id = :repository and d.environment_id = :environment and d.status = 'success'
              and d.finished_at >= :finishedAt and (d.finished_at, d.external_id) %s (:finishedAt, :externalId)
            order by d.finished_at, d.external_id
            limit :limit
            """;

    private final JdbcClient jdbc;

    DeploymentSequenceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deployments from a place on, in order. */
    List<DeployedCommit> from(Sequence sequence, Place place, int limit) {
        return deployed(sequence, DEPLOYED.formatted(">="), place, limit);
    }

    /** The deployments after a place, in order. */
    List<DeployedCommit> after(Sequence sequence, Place place, int limit) {
        return deployed(sequence, DEPLOYED.formatted(">"), place, limit);
    }

    private List<DeployedCommit> deployed(Sequence sequence, String sql, Place place, int limit) {
        return at(sequence, place, sql)
                .param("limit", limit)
                .query(DeploymentSequenceQueries::deployed)
                .list();
    }

    private static DeployedCommit deployed(ResultSet row, int number) throws SQLException {
        List<String> listed = Columns.nullableTextList(row, "listed_commits");
        return new DeployedCommit(
                new Place(Columns.instant(row, "finished_at"), row.getString("external_id")),
                row.getString("commit_sha"),
                listed == null ? null : Set.copyOf(listed),
                Columns.nullableInstant(row, "committed_at"),
                row.getBoolean("parents_unstated"));
    }

    /** When the commit of the last derived deployment before a place was committed; {@link Previous#NONE} without such a deployment. */
    Previous before(Sequence sequence, Place place) {
        return at(sequence, place, """
                        select c.committed_at
                        from (select commit_sha from deliveries
                              where repository_id = :repository and environment_id = :environment
                                and finished_at <= :finishedAt
                                and (finished_at, external_id) < (:finishedAt, :externalId)
                              order by finished_at desc, external_id desc
                              limit 1) v
                        left join commits c on c.repository_id = :repository and c.sha = v.commit_sha
                        """)
                .query((row, number) -> new Previous(true, Columns.nullableInstant(row, "committed_at")))
                .optional()
                .orElse(Previous.NONE);
    }

    /** @param committedAt of its commit; null until that is received */
    record Previous(boolean exists, @Nullable Instant committedAt) {

        static final Previous NONE = new Previous(false, null);
    }

    /** The derived deployment after another one and before a place; null if there is none. */
    @Nullable
    EarlierDeployment next(Sequence sequence, String externalId, Place before) {
        return at(sequence, before, """
                        select next.external_id, next.finished_at, next.commit_sha
                        from deployment_sequences d
                        cross join lateral (
                            select s.external_id, s.finished_at, s.commit_sha
                            from deployment_sequences s
                            where s.repository_id = :repository and s.environment_id = :environment
                              and (s.finished_at, s.external_id) > (d.finished_at, d.external_id)
                            order by s.finished_at, s.external_id
                            limit 1) next
                        where d.repository_id = :repository and d.environment_id = :environment
                          and d.external_id = :earlier
                          and (next.finished_at, next.external_id) < (:finishedAt, :externalId)
                        """)
                .param("earlier", externalId)
                .query(EarlierDeployment::of)
                .optional()
                .orElse(null);
    }

    /** Where the sequences of a repository begin, as far as they are derived again. */
    List<PlaceInEnvironment> beginnings(UUID repositoryId) {
        return jdbc.sql("""
                        select distinct on (environment_id) environment_id, finished_at, external_id
                        from deployments
                        where repository_id = :repository and status = 'success'
                          and finished_at >= coalesce((select floor from derivation_floors
                                                       where repository_id = :repository), '-infinity')
                        order by environment_id, finished_at, external_id
                        """)
                .param("repository", repositoryId)
                .query(PlaceInEnvironment::of)
                .list();
    }

    /** The time before which nothing of a repository is derived again; the beginning of time where there is none. */
    Instant floor(UUID repositoryId) {
        return jdbc.sql("select floor as floor from derivation_floors where repository_id = :repository")
                .param("repository", repositoryId)
                .query((row, number) -> Columns.instant(row, "floor"))
                .optional()
                .orElse(Instant.MIN);
    }

    /**
     * The derived deployments after a place whose kind, or whose remediation, other deployments or the graph decide, too: those of
     * these commits, those that were decided by walking ancestors, and those that revert what had arrived in the week before.
     */
    List<Place> dependent(Sequence sequence, Collection<String> shas, Place after, Instant latestArrival) {
        return at(sequence, after, """
                        select finished_at, external_id
                        from deliveries
                        where repository_id = :repository and environment_id = :environment
                          and commit_sha = any(:shas) and (finished_at, external_id) > (:finishedAt, :externalId)
                        union
                        select finished_at, external_id
                        from deliveries
                        where repository_id = :repository and environment_id = :environment and by_ancestry
                          and finished_at >= :finishedAt
                        union
                        select v.finished_at, v.external_id
                        from commits c
                        cross join lateral (select external_id from reached_commits
                                            where repository_id = :repository and sha = c.sha
                                              and environment_id = :environment and delivered
                                            limit 1) r
                        cross join lateral (select finished_at, external_id from deliveries
                                            where repository_id = :repository and external_id = r.external_id
                                              and not baseline
                                            limit 1) v
                        where c.repository_id = :repository and c.reverts <> '{}'
                          and v.finished_at between :finishedAt and cast(:latestArrival as timestamptz) + interval '7 days'
                        """)
                .param("shas", shas.toArray(String[]::new))
                .param("latestArrival", latestArrival.atOffset(UTC))
                .query((row, number) -> new Place(Columns.instant(row, "finished_at"), row.getString("external_id")))
                .list();
    }

    private StatementSpec at(Sequence sequence, Place place, String sql) {
        return jdbc.sql(sql)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("finishedAt", place.finishedAt().atOffset(UTC))
                .param("externalId", place.externalId());
    }
}
