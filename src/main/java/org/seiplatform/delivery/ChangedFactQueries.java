package org.seiplatform.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.persistence.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Asks what deployments and pull requests that changed are, and what stands beside them. */
@Repository
class ChangedFactQueries {

    private final JdbcClient jdbc;

    ChangedFactQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deployments that brought these commits. */
    List<PlaceInEnvironment> thatBrought(UUID repositoryId, Collection<String> shas) {
        return jdbc.sql("""
                        select distinct environment_id, finished_at, external_id
                        from reached_commits
                        where repository_id = :repository and sha = any(:shas)
                        """)
                .param("repository", repositoryId)
                .param("shas", shas.toArray(String[]::new))
                .query(PlaceInEnvironment::of)
                .list();
    }

    /**
     * A deployment as it is and as it is derived.
     *
     * @param now null where it is no success
     * @param derived null where it has not been derived
     */
    record ChangedDeployment(
            @Nullable Deployed now, @Nullable Deployed derived) {

        /** Whether it was derived from facts that retention may have deleted. */
        boolean wasBefore(Instant floor) {
            return derived != null && derived.place().finishedAt().isBefore(floor);
        }

        /** Where it was and no longer is; null if it is where it was, or was not derived. */
        @Nullable
        Deployed left() {
            return derived == null || derived.equals(now) ? null : derived;
        }
    }

    /** A commit that was deployed somewhere. */
    record Deployed(int environmentId, Place place, String commitSha) {

        private static @Nullable Deployed of(ResultSet row, String prefix) throws SQLException {
            Instant finishedAt = Columns.nullableInstant(row, prefix + "finished_at");
            return finishedAt == null
                    ? null
                    : new Deployed(
                            row.getInt(prefix + "environment_id"),
                            new Place(finishedAt, row.getString("external_id")),
                            row.getString(prefix + "commit_sha"));
        }
    }

    List<ChangedDeployment> deployments(UUID repositoryId, Collection<String> externalIds) {
        return jdbc.sql("""
                        select changed.external_id, d.environment_id, d.finished_at, d.commit_sha,
                               v.environment_id as derived_environment_id, v.finished_at as derived_finished_at,
                               v.commit_sha as derived_commit_sha
                        from unnest(cast(:externalIds as text[])) as changed (external_id)
                        left join deployments d on d.repository_id = :repository
                                               and d.external_id = changed.external_id and d.status = 'success'
                        left join deliveries v on v.repository_id = :repository and v.external_id = changed.external_id
                        """)
                .param("repository", repositoryId)
                .param("externalIds", externalIds.toArray(String[]::new))
                .query((row, number) -> new ChangedDeployment(Deployed.of(row, ""), Deployed.of(row, "derived_")))
                .list();
    }

    /**
     * What stands beside a place.
     *
     * @param previousSha the commit of the derived deployment before it
     * @param next the deployment after it
     */
    record Neighbours(
            Place place,
            @Nullable String previousSha,
            @Nullable Place next) {

        private static Neighbours of(ResultSet row, int number) throws SQLException {
            return new Neighbours(
                    new Place(Columns.instant(row, "finished_at"), row.getString("external_id")),
                    row.getString("previous_sha"),
                    Place.of(row, "next_"));
        }
    }

    List<Neighbours> neighbours(Sequence sequence, Collection<Place> places) {
        return jdbc.sql("""
                        select place.finished_at, place.external_id, previous.commit_sha as previous_sha,
                               next.finished_at as next_finished_at, next.external_id as next_external_id
                        from unnest(cast(:finishedAt as timestamptz[]), cast(:externalIds as text[]))
                             as place (finished_at, external_id)
                        left join lateral (
                            select commit_sha from deliveries v
                            where v.repository_id = :repository and v.environment_id = :environment
                              and v.finished_at <= place.finished_at
                              and (v.finished_at, v.external_id) < (place.finished_at, place.external_id)
                            order by v.finished_at desc, v.external_id desc
                            limit 1) previous on true
                        left join lateral (
                            select finished_at, external_id from deployments d
                            where d.repository_id = :repository and d.environment_id = :environment
                              and d.status = 'success' and d.finished_at >= place.finished_at
                              and (d.finished_at, d.external_id) > (place.finished_at, place.external_id)
                            order by d.finished_at, d.external_id
                            limit 1) next on true
                        """)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("finishedAt", Columns.texts(places, Place::finishedAt))
                .param("externalIds", Columns.texts(places, Place::externalId))
                .query(Neighbours::of)
                .list();
    }
}
