package org.seiplatform.developer.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class PersonalColumnsTests {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PersonalColumns columns;

    /** A new column that may hold a text needs somebody to say what an erasure does to it. */
    @Test
    void whatAnErasureDoesIsSaidOfEveryColumnThatMayHoldAText() {
        List<String> ofSchema =
                jdbc.sql("""
                        select c.table_name || '.' || c.column_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                          and c.table_name <> 'flyway_schema_history'
                          and c.udt_name not in ('uuid', '_uuid', 'bool', 'int2', 'int4', 'int8', 'numeric', 'float8',
                                                 'timestamptz', 'timestamp', 'date', 'interval')
                        """).query((row, number) -> row.getString(1)).list();

        assertThat(columns.all())
                .extracting(column -> column.table() + "." + column.name())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ofSchema);
    }
}
