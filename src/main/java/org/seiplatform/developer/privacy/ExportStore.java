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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that is stored of a developer, a row at a time. */
@Repository
class ExportStore {

    private static final List<ExportSection> OTHERS = List.of(
            new ExportSection("developer", """
                    select id, name, email, bot, created_at, updated_at, erased_at from developers where id = :developer
                    """),
            new ExportSection("identities", """
                    select kind, nullif(host, '') as host, value, assigned_by_hand, matches_bot, bot_by_provider, created_at
                    from identities
                    where developer_id = :developer and not erased
                    order by id
                    """),
            new ExportSection("earlier_names", """
                    select name from developer_names where developer_id = :developer order by name
                    """),
            new ExportSection("memberships", """
                    select t.slug as team, m.role, m.since, m.until
                    from team_members m
                    join teams t on t.id = m.team_id
                    where m.developer_id = :developer
                    order by t.slug
                    """),
            new ExportSection("releases", """
                    select r.name as repository, t.name as tag, t.commit_sha, t.released_at, t.released_by_login
                    from tags t
                    join repositories r on r.id = t.repository_id
                    where r.organization_id = :organization
                      and (r.provider, r.host, lower(t.released_by_login))
                          in (select kind, host, value from identities where developer_id = :developer)
                    """));

    private final JdbcClient jdbc;
    private final List<ExportSection> sections;

    ExportStore(JdbcClient jdbc, List<PersonalData> facts) {
        this.jdbc = jdbc;
        sections = Stream.concat(
                        OTHERS.stream(),
                        facts.stream().map(PersonalData::exportSections).flatMap(List::stream))
                .toList();
    }

    List<ExportSection> sections() {
        return sections;
    }

    /** Hands on the rows of a section, one at a time. Within a transaction, or they would all be in memory at once. */
    void read(
            UUID organizationId,
            UUID developerId,
            ExportSection section,
            Consumer<Map<String, @Nullable Object>> rows) {
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
