package org.seiplatform.operations.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.seiplatform.testing.TestDatabase;
import org.springframework.util.FileSystemUtils;

/**
 * The migrations of a version to come, which does to every table what an expanding migration may do, and makes a view anew with
 * a column more.
 */
final class NextVersion {

    private static final String EXPANSION = """
            do $$
            declare
                name text;
            begin
                for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history' loop
                    execute format('alter table %I add column of_next_version text', name);
                    execute format('alter table %I add column counted_by_next_version integer not null default 0', name);
                    execute format('create index on %I (of_next_version)', name);
                end loop;
            end
            $$;
            create table only_of_next_version (id integer primary key);
            """;

    private NextVersion() {}

    /** Migrates a database that this version has made. */
    static void migrate(TestDatabase database) {
        try {
            Path migrations = Files.createTempDirectory("sei-next-version");
            try (Stream<Path> files = Files.list(Path.of("db/migration/common"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, migrations.resolve(file.getFileName()));
                }
            }
            Files.writeString(migrations.resolve("V9000__expand.sql"), EXPANSION);
            Path views = migrations.resolve("R__daily_views.sql");
            Files.writeString(
                    views,
                    Files.readString(views)
                            .replace(
                                    "create view daily_commits as\nselect",
                                    "create view daily_commits as\nselect 1 as of_next_version,"));
            database.flyway().locations("filesystem:" + migrations).load().migrate();
            FileSystemUtils.deleteRecursively(migrations);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The tables and views that have a column of the next version. */
    static List<String> relations(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select table_name from information_schema.columns where column_name = 'of_next_version'
                        """)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
