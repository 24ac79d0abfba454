package org.seiplatform.developer.privacy;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that is stored of a developer, a row at a time. */
@Repository
class ExportStore {

    private static final String THEIRS = "in (select id from identities where developer_id = :developer)";

    /**
     * What is stored in one place.
     *
     * @param name of the files
     */
    record Section(String name, String query) {}

    static final List<Section> SECTIONS = List.of(
            new Section("developer", """
                    select id, name, email, bot, created_at, updated_at, erased_at from developers where id = :developer
                    """),
            new Section("identities", """
                    select kind, nullif(host, '') as host, value, assigned_by_hand, matches_bot, bot_by_provider, created_at
                    from identities
                    where developer_id = :developer and not erased
                    order by id
                    """),
            new Section("earlier_names", """
                    select name from developer_names where developer_id = :developer order by name
                    """),
            new Section("memberships", """
                    select t.slug as team, m.role, m.since, m.until
                    from team_members m
                    join teams t on t.id = m.team_id
                    where m.developer_id = :developer
                    order by t.slug
                    """),
            new Section("commits", """
                    select r.name as repository, c.sha, c.author_identity_id %1$s as author,
                           c.committer_identity_id %1$s as committer, c.authored_at, c.committed_at, c.subject, c.branch,
                           c.lines_added, c.lines_deleted, c.files_changed
                    from commits c
                    join repositories r on r.id = c.repository_id
                    where r.organization_id = :organization
                      and (c.author_identity_id %1$s or c.committer_identity_id %1$s)
                    """.formatted(THEIRS)),
            new Section("pull_requests", """
                    select r.name as repository, p.number, p.title, p.state, p.opened_at, p.ready_for_review_at, p.merged_at,
                           p.closed_at, p.head_ref, p.base_ref, p.labels, p.lines_added, p.lines_deleted
                    from pull_requests p
                    join repositories r on r.id = p.repository_id
                    where p.author_identity_id %s
                    """.formatted(THEIRS)),
            new Section("reviews", """
                    select r.name as repository, v.number as pull_request, v.external_id, v.state, v.submitted_at
                    from reviews v
                    join repositories r on r.id = v.repository_id
                    where v.reviewer_identity_id %s
                    """.formatted(THEIRS)),
            new Section("review_comments", """
                    select r.name as repository, c.number as pull_request, c.external_id, c.commented_at
                    from review_comments c
                    join repositories r on r.id = c.repository_id
                    where c.author_identity_id %s
                    """.formatted(THEIRS)),
            new Section("deployments", """
                    select r.name as repository, d.external_id, e.name as environment, d.commit_sha, d.ref, d.status,
                           d.started_at, d.finished_at
                    from deployments d
                    join repositories r on r.id = d.repository_id
                    join environments e on e.id = d.environment_id
                    where d.organization_id = :organization and d.deployed_by_identity_id %1$s
                    union all
                    select r.name, o.external_id, e.name, o.commit_sha, o.ref, o.status, o.started_at, o.finished_at
                    from overruled_attempts o
                    join repositories r on r.id = o.repository_id
                    join environments e on e.id = o.environment_id
                    where r.organization_id = :organization and o.deployed_by_identity_id %1$s
                    """.formatted(THEIRS)),
            new Section("releases", """
                    select r.name as repository, t.name as tag, t.commit_sha, t.released_at, t.released_by_login
                    from tags t
                    join repositories r on r.id = t.repository_id
                    where r.organization_id = :organization
                      and (r.provider, r.host, lower(t.released_by_login))
                          in (select kind, host, value from identities where developer_id = :developer)
                    """));

    private final JdbcClient jdbc;

    ExportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Hands on the rows of a section, one at a time. Within a transaction, or they would all be in memory at once. */
    void read(UUID organizationId, UUID developerId, Section section, Consumer<Map<String, @Nullable Object>> rows) {
        jdbc.sql(section.query())
                .withFetchSize(500)
                .param("organization", organizationId)
                .param("developer", developerId)
                .query(row -> {
                    rows.accept(values(row));
                });
    }

    private static Map<String, @Nullable Object> values(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i), value(row, i, columns));
        }
        return values;
    }

    private static @Nullable Object value(ResultSet row, int column, ResultSetMetaData columns) throws SQLException {
        if (columns.getColumnTypeName(column).equals("timestamptz")) {
            OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
        return switch (columns.getColumnType(column)) {
            case Types.DATE -> row.getObject(column, LocalDate.class);
            case Types.ARRAY -> {
                Array array = row.getArray(column);
                yield array == null ? null : List.of((Object[]) array.getArray());
            }
            default -> row.getObject(column);
        };
    }
}
