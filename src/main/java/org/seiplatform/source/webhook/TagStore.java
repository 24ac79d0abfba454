package org.seiplatform.source.webhook;

import static java.time.ZoneOffset.UTC;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.source.webhook.payload.TagStatement.Publication;
import org.seiplatform.source.webhook.payload.TagStatement.Released;
import org.seiplatform.source.webhook.payload.TagStatement.Tagged;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code tags}: the commit and the release of each tag, whichever is told first. Of two statements about either the later
 * one stays, in whatever order they come.
 */
@Repository
class TagStore {

    private final JdbcClient jdbc;

    TagStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A tag of which commit and release are known. */
    record ReleasedTag(
            String name,
            String commitSha,
            String releaseId,
            Instant releasedAt,
            @Nullable String releasedByLogin,
            Instant updatedAt) {}

    void store(UUID repositoryId, String name, Tagged tagged) {
        jdbc.sql("""
                        insert into tags as t (repository_id, name, commit_sha, commit_as_of)
                        values (:repository, :name, :sha, :asOf)
                        on conflict (repository_id, name) do update
                        set commit_sha = excluded.commit_sha, commit_as_of = excluded.commit_as_of
                        where t.commit_as_of is null
                           or (t.commit_as_of, t.commit_sha) < (excluded.commit_as_of, excluded.commit_sha)
                        """)
                .param("repository", repositoryId)
                .param("name", name)
                .param("sha", tagged.commitSha())
                .param("asOf", tagged.updatedAt().atOffset(UTC))
                .update();
    }

    /** All that is said of one release adds up; of two releases of one tag the later one stays. */
    void store(UUID repositoryId, String name, Released released) {
        jdbc.sql("""
                        insert into tags as t (repository_id, name, release_id, released_at, released_by_login, release_as_of,
                                               published_directly, prereleased, promoted_at)
                        values (:repository, :name, :release, :publishedAt, :login, :asOf, :directly, :prerelease,
                                case when not :directly then cast(:promotedAt as timestamptz) end)
                        on conflict (repository_id, name) do update
                        set release_id = excluded.release_id, released_at = excluded.released_at,
                            released_by_login = excluded.released_by_login,
                            release_as_of = greatest(t.release_as_of, excluded.release_as_of),
                            published_directly = excluded.published_directly
                                or t.published_directly and t.release_id is not distinct from excluded.release_id,
                            prereleased = excluded.prereleased
                                or t.prereleased and t.release_id is not distinct from excluded.release_id,
                            promoted_at = case
                                when excluded.published_directly then null
                                when t.release_id is distinct from excluded.release_id then excluded.promoted_at
                                when not t.published_directly then least(t.promoted_at, excluded.promoted_at)
                            end
                        where t.release_id is null or t.release_id = excluded.release_id
                           or (t.release_as_of, t.release_id) < (excluded.release_as_of, excluded.release_id)
                        """)
                .param("repository", repositoryId)
                .param("name", name)
                .param("release", released.releaseId())
                .param("publishedAt", released.publishedAt().atOffset(UTC))
                .param(
                        "login",
                        released.releasedBy() == null
                                ? null
                                : released.releasedBy().login(),
                        Types.VARCHAR)
                .param("asOf", released.updatedAt().atOffset(UTC))
                .param("directly", released.publication() == Publication.RELEASE)
                .param("prerelease", released.publication() == Publication.PRERELEASE)
                .param(
                        "promotedAt",
                        released.promotedAt() == null
                                ? null
                                : released.promotedAt().atOffset(UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** A prerelease, and one of which nobody has told when it became a release, is none. */
    Optional<ReleasedTag> findReleased(UUID repositoryId, String name) {
        return jdbc.sql("""
                        select name, commit_sha, release_id, released_by_login,
                               case when published_directly then released_at else promoted_at end as released_at,
                               greatest(commit_as_of, release_as_of)
                                   + case when published_directly then interval '1 microsecond' else interval '0' end
                                   as updated_at
                        from tags
                        where repository_id = :repository and name = :name
                          and commit_sha is not null and release_id is not null
                          and (published_directly or prereleased and promoted_at is not null)
                        """)
                .param("repository", repositoryId)
                .param("name", name)
                .query((row, number) -> new ReleasedTag(
                        row.getString("name"),
                        row.getString("commit_sha"),
                        row.getString("release_id"),
                        row.getObject("released_at", OffsetDateTime.class).toInstant(),
                        row.getString("released_by_login"),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
