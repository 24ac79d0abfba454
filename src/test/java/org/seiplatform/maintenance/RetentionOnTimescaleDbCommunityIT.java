package org.seiplatform.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.OnDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The same where changes are compressed in chunks, and their figures by day materialized. */
@OnDatabase(Edition.TIMESCALEDB_COMMUNITY)
class RetentionOnTimescaleDbCommunityIT extends RetentionTests {

    private static final Duration SECONDS = Duration.ofSeconds(20);

    @Autowired
    private RetentionStore store;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void whatIsDeletedFromACompressedChunkLeavesTheDailyFigures() {
        deployLongAgo();
        list("select compress_chunk(show_chunks('delivered_changes', older_than => interval '1000 days'))::text");
        Awaitility.await().atMost(SECONDS).until(() -> !days().isEmpty() && materialized());

        keep(Map.of("deployments", "P100D"));
        deploy("last", 1, 150);
        retention().deleteOldFacts();

        assertThat(list("select sha from delivered_changes where repository_id = :repository"))
                .isEmpty();
        Awaitility.await()
                .atMost(SECONDS)
                .untilAsserted(() -> assertThat(days()).isEmpty());
    }

    @Test
    void chunksThatNobodyKeepsAreDroppedWhole() {
        deployLongAgo();
        Instant before = today().minus(Duration.ofDays(1000));
        assertThat(store.hasChunksBefore(before)).isTrue();

        transaction.executeWithoutResult(status -> store.dropChunksBefore(before, Duration.ofSeconds(2)));

        assertThat(store.hasChunksBefore(before)).isFalse();
        assertThat(list("select sha from delivered_changes where repository_id = :repository"))
                .isEmpty();
    }

    private void deployLongAgo() {
        commit(0, 2000);
        commit(1, 1990);
        deploy("first", 0, 1995);
        deploy("old", 1, 1980);
    }

    private List<String> days() {
        return list("select day::text from daily_changes where repository_id = :repository");
    }

    private boolean materialized() {
        return list("select id::text from pending_refreshes").isEmpty();
    }
}
