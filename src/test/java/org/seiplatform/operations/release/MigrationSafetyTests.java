package org.seiplatform.operations.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A release migrates first and replaces the running instances afterwards, so no migration takes away what the version before it
 * uses. What is no longer used goes in a later release, and says so.
 */
class MigrationSafetyTests {

    /** Up to here the schema was made before anything was released. */
    private static final int BASELINE = 58;

    @ParameterizedTest
    @MethodSource("migrations")
    void aMigrationLeavesTheVersionBeforeItAbleToRun(Path file) throws IOException {
        assertThat(MigrationRules.broken(Files.readString(file))).isEmpty();
    }

    static Stream<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("db/migration"))) {
            return Stream.concat(
                    // so that there is one before the first release
                    Stream.of(Path.of("db/migration/common/V12__audit_events.sql")),
                    files
                            .filter(file -> file.getFileName().toString().matches("V\\d+__.*\\.sql"))
                            .filter(file -> version(file) > BASELINE)
                            .toList()
                            .stream());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table teams;",
                "alter table teams drop column name;",
                "alter table teams rename column name to title;",
                "alter table teams rename to groups;",
                "alter table teams alter column name type varchar(10);",
                "alter table teams alter column name set not null;",
                "alter table teams add column lead uuid not null;",
                "alter table teams add constraint c check (length(name) < 10);",
                "alter table teams add column a text, drop column b;",
                "alter table teams drop constraint c;",
                "alter table teams drop constraint c, add constraint d check (size > 0) not valid;",
                "truncate table teams;",
                "create index teams_name_idx on teams (name);",
                "create unique index on teams (name);",
                "drop view people;",
                "drop function f();",
            })
    void whatBreaksTheVersionBeforeIsFound(String statement) {
        assertThat(MigrationRules.broken(statement)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table teams add column lead uuid;",
                "alter table teams add column size integer not null default 0;",
                "alter table teams add constraint c check (size > 0) not valid;",
                "create table squads (id uuid primary key, name text not null); create index on squads (name);",
                "alter table teams drop constraint c, add constraint c check (size > 0) not valid;",
                "create index concurrently teams_name_idx on teams (name);",
                "-- drop table teams;\nselect 'drop table teams';",
                "-- contract: unused since 0.3.0\ndrop table teams;",
            })
    void whatDoesNotIsLetPass(String statements) {
        assertThat(MigrationRules.broken(statements)).isEmpty();
    }

    @Test
    void noTwoMigrationsShareAVersion() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("db/migration"))) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("V\\d+__.*\\.sql"))
                            .map(MigrationSafetyTests::version))
                    .doesNotHaveDuplicates();
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
    }
}
