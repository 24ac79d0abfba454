package org.seiplatform.source.git;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.source.git.ImportStore.ClaimedJob;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who comes next when several organizations import. The workers of the service are kept away by a transaction. */
@ApiTest
class ImportQueueTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant SILENT = NOW.minusSeconds(60);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ImportStore store;

    @Autowired
    private TransactionTemplate transaction;

    private Tenant greedy;
    private Tenant modest;

    @BeforeEach
    void makeTenants() {
        greedy = api.tenant();
        modest = api.tenant();
    }

    @Test
    void nobodyWaitsForAllThatAnotherHasAskedFor() {
        List<String> served = apart(() -> {
            for (int i = 0; i < 5; i++) {
                ask(greedy, "greedy " + i, NOW.minus(Duration.ofHours(2)).plusSeconds(i));
            }
            ask(modest, "modest 0", NOW.minus(Duration.ofHours(1)));
            ask(modest, "modest 1", NOW.minus(Duration.ofMinutes(30)));
            List<String> order = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                ClaimedJob job = claim(NOW.plusSeconds(i), 1);
                order.add(job.job().source());
                store.finish(job.job().id(), "worker", ImportJob.Status.SUCCEEDED, null, null, NOW.plusSeconds(i));
            }
            return order;
        });

        assertThat(served)
                .containsExactly("greedy 0", "modest 0", "greedy 1", "modest 1", "greedy 2", "greedy 3", "greedy 4");
    }

    @Test
    void noMoreOfAnOrganizationRunThanMay() {
        List<String> served = apart(() -> {
            for (int i = 0; i < 3; i++) {
                ask(greedy, "greedy " + i, NOW.minusSeconds(100 - i));
            }
            ask(modest, "modest", NOW.minusSeconds(1));
            return List.of(
                    claim(NOW, 2).job().source(),
                    claim(NOW.plusSeconds(1), 2).job().source(),
                    claim(NOW.plusSeconds(2), 2).job().source(),
                    String.valueOf(store.claim("worker", NOW.plusSeconds(3), SILENT, 3, 2)));
        });

        assertThat(served).containsExactly("greedy 0", "modest", "greedy 1", "Optional.empty");
    }

    @Test
    void anImportWhoseWorkerIsSilentTakesNoTurnOfItsOrganization() {
        List<String> served = apart(() -> {
            ask(greedy, "lost", NOW.minusSeconds(200));
            ClaimedJob lost = claim(NOW.minusSeconds(190), 1);
            return List.of(lost.job().source(), claim(NOW, 1).job().source());
        });

        assertThat(served).containsExactly("lost", "lost");
    }

    private ClaimedJob claim(Instant now, int perOrganization) {
        return store.claim("worker", now, SILENT, 3, perOrganization).orElseThrow();
    }

    private void ask(Tenant tenant, String source, Instant at) {
        UUID id = UUID.randomUUID();
        UUID repository = UUID.randomUUID();
        jdbc.sql("""
                        insert into repositories (id, organization_id, name, provider, provider_id, default_branch, created_at, updated_at)
                        values (:id, :organization, :name, 'git', :name, 'main', :now, :now)
                        """)
                .param("id", repository)
                .param("organization", tenant.id())
                .param("name", repository.toString())
                .param("now", NOW.atOffset(UTC))
                .update();
        store.insert(
                id,
                tenant.id(),
                repository,
                source,
                new ImportOptions(null, "/nowhere", "main", "^$", "production"),
                at);
    }

    /** In a transaction that leaves nothing. */
    private <T> T apart(Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return work.get();
        }));
    }
}
