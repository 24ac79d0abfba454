package org.seiplatform.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.InProcessService;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;

/** Who was not let is written down a moment later, and the service may end in between. */
class DeniedAccessTests {

    private static final int DENIALS = 20;

    @Test
    void whatWasDeniedLastIsWrittenDownAtTheEnd() throws SQLException {
        TestDatabase database = TestDatabases.create(Edition.PLAIN);
        try (InProcessService service =
                InProcessService.on(database).with("sei.shutdown.delay", "0s").start()) {
            Session viewer = service.api().tenant().viewer();
            for (int denial = 0; denial < DENIALS; denial++) {
                viewer.post("/api/v1/teams", Map.of("slug", "team", "name", "Team"))
                        .expectProblem(403, "forbidden");
            }
        }

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from audit_events where outcome = 'denied'")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(DENIALS);
        }
    }
}
