package org.seiplatform.delivery;

import static java.time.ZoneOffset.UTC;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.seiplatform.fact.Derivation.ChangedCommit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the deployments that a change of commits touches. */
@Repository
class TouchedDeploymentQueries {

    private static final Duration NEAR = Duration.ofDays(1);

    private final JdbcClient jdbc;

    TouchedDeploymentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param andAllAfter whether the commit may have led later deployments to its parents, too, which nobody has noted */
    record Touched(UUID repositoryId, PlaceInEnvironment at, boolean andAllAfter) {

        private static Touched of(ResultSet row, int number) throws SQLException {
            return new Touched(
                    row.getObject("repository_id", UUID.class),
                    PlaceInEnvironment.of(row, number),
                    row.getBoolean("and_all_after"));
        }
    }

    /**
     * A commit touches the deployments that brought it, known or not; those of the commit itself and the ones after them; and those
     * that took commits by time around its own.
     *
     * @param commits by repository
     */
    List<Touched> byCommits(Map<UUID, List<ChangedCommit>> commits) {
        List<InRepository> shas = commits.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(commit -> new InRepository(entry.getKey(), commit.sha()))
                        .distinct())
                .toList();
        List<TimesInRepository> times = commits.entrySet().stream()
                .flatMap(entry -> TimesInRepository.of(entry.getKey(), entry.getValue()).stream())
                .toList();
        return jdbc.sql("""
                        with changed as materialized (
                            select * from unnest(cast(:repositories as uuid[]), cast(:shas as text[]))
                                          as changed (repository_id, sha)
                        ), reached as materialized (
                            select r.repository_id, r.environment_id, r.finished_at, r.external_id, r.and_all_after
                            from changed
                            cross join lateral (
                                select r.*, not r.walked and c.parents is not null as and_all_after
                                from reached_commits r
                                left join commits c on c.repository_id = r.repository_id and c.sha = r.sha
                                where r.repository_id = changed.repository_id and r.sha = changed.sha
                                offset 0) r
                        ), deployed as materialized (
                            select v.repository_id, v.environment_id, v.finished_at, v.external_id
                            from (select distinct repository_id, environment_id from reached) e
                            join changed using (repository_id)
                            cross join lateral (
                                select * from deliveries v
                                where v.repository_id = e.repository_id and v.environment_id = e.environment_id
                                  and v.commit_sha = changed.sha
                                offset 0) v
                        )
                        select repository_id, environment_id, finished_at, external_id,
                               coalesce(and_all_after, false) as and_all_after
                        from reached
                        union
                        select repository_id, environment_id, finished_at, external_id, false from deployed
                        union
                        select d.repository_id, d.environment_id, next.finished_at, next.external_id, false
                        from deployed d
                        cross join lateral (
                            select v.finished_at, v.external_id from deliveries v
                            where v.repository_id = d.repository_id and v.environment_id = d.environment_id
                              and v.finished_at >= d.finished_at
                              and (v.finished_at, v.external_id) > (d.finished_at, d.external_id)
                            order by v.finished_at, v.external_id
                            limit 1) next
                        union
                        select v.repository_id, v.environment_id, v.finished_at, v.external_id, false
                        from unnest(cast(:timed as uuid[]), cast(:earliest as timestamptz[]), cast(:latest as timestamptz[]))
                             as times (repository_id, earliest, latest)
                        cross join lateral (
                            select * from deliveries v
                            where v.repository_id = times.repository_id and v.by_time_until >= times.earliest
                              and coalesce(v.by_time_after, '-infinity') < times.latest
                            offset 0) v
                        """)
                .param("repositories", texts(shas, InRepository::repositoryId))
                .param("shas", texts(shas, InRepository::sha))
                .param("timed", texts(times, TimesInRepository::repositoryId))
                .param("earliest", texts(times, TimesInRepository::earliest))
                .param("latest", texts(times, TimesInRepository::latest))
                .query(Touched::of)
                .list();
    }

    private record InRepository(UUID repositoryId, String sha) {}

    private record TimesInRepository(UUID repositoryId, Instant earliest, Instant latest) {

        /** Of times that are near each other one, so that an old commit beside a new one touches nothing between them. */
        private static List<TimesInRepository> of(UUID repositoryId, List<ChangedCommit> commits) {
            List<TimesInRepository> spans = new ArrayList<>();
            List<Instant> times =
                    commits.stream().map(ChangedCommit::committedAt).sorted().toList();
            Instant earliest = times.getFirst();
            Instant latest = earliest;
            for (Instant time : times) {
                if (time.isAfter(latest.plus(NEAR))) {
                    spans.add(new TimesInRepository(repositoryId, earliest, latest));
                    earliest = time;
                }
                latest = time;
            }
            spans.add(new TimesInRepository(repositoryId, earliest, latest));
            return spans;
        }
    }

    /**
     * The deployments after a place that may bring commits which nobody brings now: those that brought a child of one, and those
     * that are of one, list one, or took others that were committed around it.
     */
    List<Touched> adopters(Sequence sequence, Collection<String> orphans, Place after) {
        return jdbc.sql("""
                        with orphan as materialized (
                            select o.sha, c.committed_at
                            from unnest(cast(:shas as text[])) as o (sha)
                            left join commits c on c.repository_id = :repository and c.sha = o.sha
                        ), child as (
                            select c.sha
                            from orphan
                            cross join lateral (select sha from commits
                                                where parents[1] = orphan.sha and repository_id = :repository
                                                offset 0) c
                            union
                            select c.sha
                            from orphan
                            cross join lateral (select sha from commits
                                                where parents[2] = orphan.sha and cardinality(parents) > 1
                                                  and repository_id = :repository
                                                offset 0) c
                            union
                            select sha
                            from commits
                            where repository_id = :repository and cardinality(parents) > 2 and parents && cast(:shas as text[])
                        ), adopter as (
                            select r.finished_at, r.external_id, not r.walked as and_all_after
                            from child
                            cross join lateral (select finished_at, external_id, walked from reached_commits
                                                where repository_id = :repository and sha = child.sha
                                                  and environment_id = :environment
                                                limit 1) r
                            union
                            select d.finished_at, d.external_id, false
                            from deployments d
                            where d.repository_id = :repository and d.commit_sha = any(:shas)
                              and d.environment_id = :environment and d.status = 'success'
                            union
                            select d.finished_at, d.external_id, false
                            from deployments d
                            where d.repository_id = :repository and d.environment_id = :environment
                              and d.status = 'success' and d.listed_commits is not null and d.listed_commits && cast(:shas as text[])
                            union
                            select v.finished_at, v.external_id, false
                            from (select min(committed_at) as earliest, max(committed_at) as latest from orphan) o
                            join deliveries v on v.repository_id = :repository and v.environment_id = :environment
                                             and v.by_time_until >= o.earliest
                                             and coalesce(v.by_time_after, '-infinity') < o.latest
                        )
                        select cast(:repository as uuid) as repository_id, :environment as environment_id, finished_at, external_id, and_all_after
                        from adopter
                        where and_all_after
                           or (finished_at, external_id) > (cast(:finishedAt as timestamptz), :externalId)
                        """)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("shas", orphans.toArray(String[]::new))
                .param("finishedAt", after.finishedAt().atOffset(UTC))
                .param("externalId", after.externalId())
                .query(Touched::of)
                .list();
    }
}
