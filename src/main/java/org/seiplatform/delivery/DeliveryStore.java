package org.seiplatform.delivery;

import static org.seiplatform.platform.persistence.Columns.constant;
import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.nullableConstant;
import static org.seiplatform.platform.persistence.Columns.nullableInstant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent.Kind;
import org.seiplatform.platform.pattern.TextPatterns;
import org.seiplatform.platform.persistence.Columns;
import org.seiplatform.platform.persistence.Upsert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Keeps the tables {@code deliveries} and {@code delivered_changes}. */
@Repository
class DeliveryStore {

    private static final Upsert<Delivery> UPSERT = Upsert.<Delivery>into("deliveries")
            .key("external_id", "repository_id")
            .constant("repository_id")
            .constant("organization_id")
            .constant("environment_id")
            .text("external_id", row -> row.place().externalId())
            .instant("finished_at", row -> row.place().finishedAt())
            .text("commit_sha", Delivery::sha)
            .bool("baseline", Delivery::baseline)
            .constantName("kind", Delivery::kind)
            .text("remediates", Delivery::remediates)
            .bool("by_ancestry", Delivery::byAncestry)
            .bool("failed", Delivery::failed)
            .text("deployment_group", Delivery::deploymentGroup)
            .bool("commits_known", Delivery::commitsKnown)
            .integer("delivered_count", Delivery::delivered)
            .instant(
                    "by_time_after",
                    row -> row.span() == null ? null : row.span().after())
            .instant(
                    "by_time_until",
                    row -> row.span() == null ? null : row.span().until())
            .build();

    private final JdbcClient jdbc;
    private final TextPatterns patterns;

    DeliveryStore(JdbcClient jdbc, TextPatterns patterns) {
        this.jdbc = jdbc;
        this.patterns = patterns;
    }

    /** These deployments in order, as far as they are successes of the sequence. What they have brought must be noted already. */
    List<Candidate> candidates(Sequence sequence, Collection<String> externalIds) {
        return of(sequence, externalIds, """
                        select d.external_id, d.finished_at, d.commit_sha,
                               d.listed_commits is not null as lists_commits, d.kind, d.remediates, d.ref, d.failed,
                               d.deployment_group, o.hotfix_pattern,
                               exists (select from commits c
                                       where c.repository_id = :repository and c.sha = d.commit_sha) as commit_known,
                               (select count(*) from reached_commits r
                                where r.repository_id = :repository and r.external_id = d.external_id
                                  and r.delivered) as delivered_count,
                               previous.external_id as previous_external_id,
                               previous.finished_at as previous_finished_at, previous.commit_sha as previous_sha,
                               same.external_id as same_external_id, same.finished_at as same_finished_at,
                               v.external_id as derived_external_id, v.finished_at as derived_finished_at,
                               v.commit_sha as derived_commit_sha, v.baseline as derived_baseline, v.kind as derived_kind,
                               v.remediates as derived_remediates, v.by_ancestry as derived_by_ancestry,
                               v.failed as derived_failed, v.deployment_group as derived_deployment_group,
                               v.commits_known as derived_commits_known, v.delivered_count as derived_delivered_count,
                               v.by_time_after as derived_by_time_after, v.by_time_until as derived_by_time_until
                        from unnest(cast(:externalIds as text[])) as asked (external_id)
                        join deployments d on d.repository_id = :repository and d.external_id = asked.external_id
                                          and d.environment_id = :environment and d.status = 'success'
                        join organizations o on o.id = d.organization_id
                        left join deliveries v on v.repository_id = :repository and v.external_id = d.external_id
                        left join lateral (
                            select p.external_id, p.finished_at, p.commit_sha
                            from deliveries p
                            where p.repository_id = :repository and p.environment_id = :environment
                              and p.finished_at <= d.finished_at
                              and (p.finished_at, p.external_id) < (d.finished_at, d.external_id)
                            order by p.finished_at desc, p.external_id desc
                            limit 1) previous on true
                        left join lateral (
                            select s.external_id, s.finished_at
                            from deployment_sequences s
                            where s.repository_id = :repository and s.environment_id = :environment
                              and s.commit_sha = d.commit_sha
                              and (s.finished_at, s.external_id) < (d.finished_at, d.external_id)
                            order by s.finished_at desc, s.external_id desc
                            limit 1) same on true
                        order by d.finished_at, d.external_id
                        """).query(this::candidate).list();
    }

    private Candidate candidate(ResultSet row, int number) throws SQLException {
        Place previous = Place.of(row, "previous_");
        return new Candidate(
                new Place(instant(row, "finished_at"), row.getString("external_id")),
                row.getString("commit_sha"),
                row.getBoolean("commit_known"),
                row.getBoolean("lists_commits"),
                nullableConstant(Kind.class, row.getString("kind")),
                row.getString("remediates"),
                isHotfix(row.getString("ref"), row.getString("hotfix_pattern")),
                row.getObject("failed", Boolean.class),
                row.getString("deployment_group"),
                row.getInt("delivered_count"),
                previous == null ? null : new EarlierDeployment(previous, row.getString("previous_sha")),
                Place.of(row, "same_"),
                derived(row));
    }

    private static @Nullable Delivery derived(ResultSet row) throws SQLException {
        Place place = Place.of(row, "derived_");
        if (place == null) {
            return null;
        }
        Instant until = nullableInstant(row, "derived_by_time_until");
        return new Delivery(
                place,
                row.getString("derived_commit_sha"),
                row.getBoolean("derived_baseline"),
                constant(Kind.class, row.getString("derived_kind")),
                row.getString("derived_remediates"),
                row.getBoolean("derived_by_ancestry"),
                row.getObject("derived_failed", Boolean.class),
                row.getString("derived_deployment_group"),
                row.getBoolean("derived_commits_known"),
                row.getInt("derived_delivered_count"),
                until == null ? null : new TimeSpan(nullableInstant(row, "derived_by_time_after"), until));
    }

    private boolean isHotfix(@Nullable String ref, String pattern) {
        return ref != null && patterns.of(pattern).test(ref);
    }

    /**
     * Brings the changes behind change lead time into line with what these deployments have brought: delivered commits that were
     * received and are no merges, none of a baseline.
     *
     * @return the deployments of which they have changed
     */
    Set<String> writeChanges(Sequence sequence, List<Candidate> candidates) {
        return new HashSet<>(of(sequence, externalIds(candidates), """
                        with expected as materialized (
                            select r.sha, r.finished_at, r.external_id, c.committed_at,
                                   coalesce(p.started_at, c.authored_at) as started_at, p.number, c.author_identity_id
                            from unnest(cast(:changing as text[])) as changing (external_id)
                            cross join lateral (select sha, finished_at, external_id from reached_commits
                                                where repository_id = :repository
                                                  and external_id = changing.external_id and delivered
                                                offset 0) r
                            cross join lateral (select authored_at, committed_at, author_identity_id, merge from commits
                                                where repository_id = :repository and sha = r.sha limit 1) c
                            left join lateral (
                                select min(first_commit_authored_at) as started_at, min(number) as number
                                from pull_requests
                                where repository_id = :repository and merge_commit_sha = r.sha and state = 'merged'
                            ) p on true
                            where not c.merge
                        ), written as (
                            insert into delivered_changes as known
                                   (repository_id, environment_id, sha, delivered_at, deployment_id, committed_at,
                                    started_at, pull_request_number, author_identity_id)
                            select :repository, :environment, sha, finished_at, external_id, committed_at,
                                   started_at, number, author_identity_id
                            from expected
                            on conflict (sha, repository_id, environment_id, delivered_at) do update
                            set deployment_id = excluded.deployment_id, committed_at = excluded.committed_at,
                                started_at = excluded.started_at, pull_request_number = excluded.pull_request_number,
                                author_identity_id = excluded.author_identity_id
                            where (known.deployment_id, known.committed_at, known.started_at, known.pull_request_number,
                                   known.author_identity_id)
                                  is distinct from
                                  (excluded.deployment_id, excluded.committed_at, excluded.started_at,
                                   excluded.pull_request_number, excluded.author_identity_id)
                            returning deployment_id
                        ), stale as materialized (
                            -- Look-up by look-up: a join would compare all with all while the planner knows nothing of them.
                            select old.sha, old.delivered_at
                            from unnest(cast(:finishedAt as timestamptz[]), cast(:externalIds as text[]))
                                 as asked (finished_at, external_id)
                            cross join lateral (select sha, delivered_at from delivered_changes
                                                where repository_id = :repository and environment_id = :environment
                                                  and delivered_at = asked.finished_at
                                                  and deployment_id = asked.external_id
                                                offset 0) old
                            where not coalesce((select r.external_id = any(:changing)
                                                       and r.finished_at = old.delivered_at and r.delivered and not c.merge
                                                from reached_commits r
                                                join commits c on c.repository_id = r.repository_id and c.sha = r.sha
                                                where r.repository_id = :repository and r.sha = old.sha
                                                  and r.environment_id = :environment
                                                limit 1), false)
                        ), gone as (
                            delete from delivered_changes c
                            using stale
                            where c.repository_id = :repository and c.environment_id = :environment
                              and c.sha = stale.sha and c.delivered_at = stale.delivered_at
                            returning c.deployment_id
                        )
                        select deployment_id from written
                        union
                        select deployment_id from gone
                        """)
                .param(
                        "changing",
                        candidates.stream()
                                .filter(candidate -> candidate.previous() != null)
                                .map(Candidate::externalId)
                                .toArray(String[]::new))
                .param(
                        "finishedAt",
                        Columns.texts(candidates, candidate -> candidate.place().finishedAt()))
                .query(String.class)
                .list());
    }

    void write(Sequence sequence, List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        with returned as (
                            -- Deleted by retention, and sent again with a finish that is not old.
                            delete from former_deliveries
                            where repository_id = :repository_id and external_id = any(cast(:external_id as text[]))
                        )
                        """ + UPSERT.sql())
                .params(UPSERT.parameters(deliveries))
                .param("organization_id", sequence.organizationId())
                .param("repository_id", sequence.repositoryId())
                .param("environment_id", sequence.environmentId())
                .update();
    }

    private StatementSpec of(Sequence sequence, Collection<String> externalIds, String sql) {
        return jdbc.sql(sql)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("externalIds", externalIds.toArray(String[]::new));
    }

    private static List<String> externalIds(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::externalId).toList();
    }
}
