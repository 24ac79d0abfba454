package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Choices;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was derived step by step, while facts came in any order, is what is derived from all of them at once, row by row. The number
 * of histories is the system property {@code sei.test.tellings}, the first seed {@code sei.test.seed}.
 */
@ApiTest
class DerivationTests {

    private static final int HISTORIES = Integer.getInteger("sei.test.tellings", 15);
    private static final int FIRST_SEED = Integer.getInteger("sei.test.seed", 1);

    private static final Map<String, String> DERIVED = Map.of(
            "deliveries", "v.repository_id, v.external_id",
            "reached_commits", "v.repository_id, v.environment_id, v.sha",
            "delivered_changes", "v.repository_id, v.environment_id, v.sha, v.delivered_at");

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private final LongAdder compared = new LongAdder();

    @Test
    void whatIsDerivedStepByStepIsWhatIsDerivedAtOnce() {
        List<String> differences = IntStream.range(FIRST_SEED, FIRST_SEED + HISTORIES)
                .parallel()
                .mapToObj(this::differences)
                .flatMap(List::stream)
                .toList();
        assertThat(differences).as("in %s histories", HISTORIES).isEmpty();
        assertThat(compared.sum()).isPositive();
    }

    private List<String> differences(int seed) {
        Choices choices = new Choices(seed);
        History history = Histories.history(choices);
        List<List<Fact>> anyhow = EventOrders.of(history, choices);
        UUID organization = new HistorySender(api)
                .sendInAnyOrder(seed, history, anyhow, new Random(seed))
                .organization();
        List<String> stepByStep = derived(organization);
        deriveFromNothing(organization);
        List<String> atOnce = derived(organization);
        compared.add(atOnce.size());
        return Stream.concat(
                        without(atOnce, stepByStep).map(row -> "seed %s: expected %s".formatted(seed, row)),
                        without(stepByStep, atOnce).map(row -> "seed %s: derived %s".formatted(seed, row)))
                .toList();
    }

    private void deriveFromNothing(UUID organization) {
        DERIVED.keySet()
                .forEach(table -> jdbc.sql("""
                                delete from %s where repository_id in (select id from repositories
                                                                       where organization_id = :organization)
                                """.formatted(table))
                        .param("organization", organization)
                        .update());
        jdbc.sql("""
                        insert into pending_derivations (repository_id, organization_id)
                        select id, organization_id from repositories where organization_id = :organization
                        """).param("organization", organization).update();
        await().until(() -> jdbc.sql("select count(*) from pending_derivations where organization_id = :organization")
                        .param("organization", organization)
                        .query(Long.class)
                        .single()
                == 0);
    }

    private List<String> derived(UUID organization) {
        List<String> rows = new ArrayList<>();
        DERIVED.forEach((table, key) -> rows.addAll(jdbc.sql("""
                        select '%s ' || row_to_json(v)::text
                        from %s v
                        join repositories r on r.id = v.repository_id
                        where r.organization_id = :organization
                        order by %s
                        """.formatted(table, table, key))
                .param("organization", organization)
                .query(String.class)
                .list()));
        return rows;
    }

    private static Stream<String> without(List<String> rows, List<String> others) {
        return rows.stream().filter(row -> !others.contains(row));
    }
}
