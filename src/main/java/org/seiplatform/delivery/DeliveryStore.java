package org.seiplatform.delivery;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.delivery.PendingDerivations.Sequence;
import org.seiplatform.fact.deployment.DeploymentEvent.Kind;
import org.seiplatform.platform.pattern.TextPatterns;
import org.seiplatform.platform.persistence.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the sequences of successful deployments and keeps the table {@code deliveries}. */
@Repository
class DeliveryStore {

    private static final List<String> FORGET = List.of("""
            delete from delivered_changes
            where repository_id = :repository and environment_id = :environment and delivered_at >= :from
            """, """
            delete from reached_commits r
            using deliveries v
            where v.repository_id = :repository and v.environment_id = :environment and v.finished_at >= :from
              and r.external_id = v.external_id and r.repository_id = v.repository_id
            """, """
            delete from deliveries
            where repository_id = :repository and environment_id = :environment and finished_at >= :from
            """);

    /** The time from which deployments of the repository are derived again. */
    private static final String FLOOR =
            "coalesce((select floor from derivation_floors where repository_id = :repository), '-infinity')";

    private final JdbcClient jdbc;
    private final TextPatterns patterns;

    DeliveryStore(JdbcClient jdbc, TextPatterns patterns) {
        this.jdbc = jdbc;
        this.patterns = patterns;
    }

    /** A place in a sequence of the repository at hand. */
    record Place(int environmentId, Instant finishedAt) {

        private static Place of(ResultSet row, int number) throws SQLException {
            return new Place(row.getInt("environment_id"), instant(row, "finished_at"));
        }
    }

    /**
     * A commit touches the deployments that reached it, known or not, and those that took commits by time up to or past it; none
     * that are not derived again.
     */
    List<Place> touchedByCommits(UUID repositoryId, String[] shas, Instant earliestCommittedAt) {
        return jdbc.sql("""
                        select environment_id, min(finished_at) as finished_at
                        from reached_commits
                        where repository_id = :repository and sha = any(:shas) and finished_at >= %1$s
                        group by environment_id
                        union all
                        select environment_id, min(finished_at)
                        from deliveries
                        where repository_id = :repository and by_time_until >= :earliest and finished_at >= %1$s
                        group by environment_id
                        """.formatted(FLOOR))
                .param("repository", repositoryId)
                .param("shas", shas)
                .param("earliest", earliestCommittedAt.atOffset(UTC))
                .query(Place::of)
                .list();
    }

    List<Place> touchedByMerges(UUID repositoryId, String[] mergeCommitShas) {
        return jdbc.sql("""
                        select environment_id, min(finished_at) as finished_at
                        from reached_commits
                        where repository_id = :repository and sha = any(:shas) and finished_at >= %s
                        group by environment_id
                        """.formatted(FLOOR))
                .param("repository", repositoryId)
                .param("shas", mergeCommitShas)
                .query(Place::of)
                .list();
    }

    List<Place> sequencesOf(UUID repositoryId) {
        return jdbc.sql("""
                        select environment_id, min(finished_at) as finished_at
                        from deployments
                        where repository_id = :repository and status = 'success' and finished_at >= %s
                        group by environment_id
                        """.formatted(FLOOR))
                .param("repository", repositoryId)
                .query(Place::of)
                .list();
    }

    /** The time before which nothing of a repository is derived again; null where there is none. */
    @Nullable
    Instant floor(UUID repositoryId) {
        return jdbc.sql("select floor from derivation_floors where repository_id = :repository")
                .param("repository", repositoryId)
                .query((row, number) -> instant(row, "floor"))
                .optional()
                .orElse(null);
    }

    /** Removes all that was derived for a sequence from a time on. */
    void forget(Sequence sequence, Instant from) {
        for (String statement : FORGET) {
            jdbc.sql(statement)
                    .param("repository", sequence.repositoryId())
                    .param("environment", sequence.environmentId())
                    .param("from", from.atOffset(UTC))
                    .update();
        }
    }

    @Nullable
    EarlierDeployment lastBefore(Sequence sequence, Instant from) {
        return jdbc.sql("""
                        select external_id, finished_at, commit_sha
                        from deliveries
                        where repository_id = :repository and environment_id = :environment and finished_at < :from
                        order by finished_at desc, external_id desc
                        limit 1
                        """)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("from", from.atOffset(UTC))
                .query(EarlierDeployment::of)
                .optional()
                .orElse(null);
    }

    List<Candidate> candidates(Sequence sequence, Instant from) {
        return jdbc.sql("""
                        select d.external_id, d.finished_at, d.commit_sha, d.listed_commits is not null as lists_commits,
                               d.kind, d.remediates, d.ref, o.hotfix_pattern
                        from deployments d
                        join organizations o on o.id = d.organization_id
                        where d.repository_id = :repository and d.environment_id = :environment
                          and d.finished_at >= :from and d.status = 'success'
                        order by d.finished_at, d.external_id
                        """)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("from", from.atOffset(UTC))
                .query((row, number) -> new Candidate(
                        row.getString("external_id"),
                        instant(row, "finished_at"),
                        row.getString("commit_sha"),
                        row.getBoolean("lists_commits"),
                        Columns.nullableConstant(Kind.class, row.getString("kind")),
                        row.getString("remediates"),
                        isHotfix(row.getString("ref"), row.getString("hotfix_pattern"))))
                .list();
    }

    private boolean isHotfix(@Nullable String ref, String pattern) {
        return ref != null && patterns.of(pattern).test(ref);
    }

    void insert(Sequence sequence, Candidate candidate, Delivery delivery) {
        jdbc.sql("""
                        with returned as (
                            -- Deleted by retention, and sent again with a finish that is not old.
                            delete from former_deliveries
                            where repository_id = :repository and external_id = :externalId
                        )
                        insert into deliveries (repository_id, external_id, organization_id, environment_id, finished_at,
                                                commit_sha, baseline, kind, remediates, failed, deployment_group,
                                                commits_known, delivered_count, by_time_until)
                        select repository_id, external_id, organization_id, environment_id, finished_at, commit_sha,
                               :baseline, :kind, :remediates, failed, deployment_group,
                               :commitsKnown, :deliveredCount, :byTimeUntil
                        from deployments
                        where repository_id = :repository and external_id = :externalId
                        """)
                .param("repository", sequence.repositoryId())
                .param("externalId", candidate.externalId())
                .param("baseline", delivery.baseline())
                .param("kind", Columns.name(delivery.kind()))
                .param("remediates", delivery.remediates(), java.sql.Types.VARCHAR)
                .param("commitsKnown", delivery.commitsKnown())
                .param("deliveredCount", delivery.deliveredCount())
                .param(
                        "byTimeUntil",
                        delivery.byTimeUntil() == null
                                ? null
                                : delivery.byTimeUntil().atOffset(UTC),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
