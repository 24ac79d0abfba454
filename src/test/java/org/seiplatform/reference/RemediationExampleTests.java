package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The worked examples on kinds and remediation hold in the oracle, and in the service in whatever order it is told of them. */
@ApiTest
class RemediationExampleTests {

    @Autowired
    private Api api;

    private final Map<String, String> kinds = new HashMap<>();
    private final Map<String, String> remediatedBy = new HashMap<>();

    @ParameterizedTest
    @EnumSource
    void theOracleAgrees(RemediationExample example) {
        List<Delivery> deliveries = new Derived(example.history()).deliveries();
        for (Delivery delivery : deliveries) {
            note(
                    delivery.deployment().externalId(),
                    delivery.kind(),
                    deliveries.stream()
                            .filter(later -> Failures.remediates(later, delivery))
                            .map(later -> later.deployment().externalId())
                            .findFirst()
                            .orElse(null));
        }
        assertAsIn(example);
    }

    @ParameterizedTest
    @EnumSource
    void theServiceAgrees(RemediationExample example) {
        History history = example.history();
        ask(new HistorySender(api).send(0, history, EventOrders.plain(history)));
        assertAsIn(example);
    }

    @ParameterizedTest
    @EnumSource
    void theServiceAgreesWhenToldBackwards(RemediationExample example) {
        List<List<Fact>> requests = new ArrayList<>();
        example.history().facts().reversed().forEach(fact -> requests.add(List.of(fact)));
        ask(new HistorySender(api).send(0, example.history(), requests));
        assertAsIn(example);
    }

    private void ask(SeededOrganization seeded) {
        for (JsonNode row : seeded.ask("analytics/deployments?start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z")
                .at("/items")) {
            JsonNode deployment = row.at("/deployments/0");
            note(
                    deployment.at("/external_id").asString(),
                    deployment.at("/kind").asString(),
                    deployment.at("/remediated_by").stringValue(null));
        }
    }

    private void note(String deployment, String kind, @Nullable String remedy) {
        if (!kind.equals("planned")) {
            kinds.put(deployment, kind);
        }
        if (remedy != null) {
            remediatedBy.put(deployment, remedy);
        }
    }

    private void assertAsIn(RemediationExample example) {
        assertThat(kinds).isEqualTo(example.kinds());
        assertThat(remediatedBy).isEqualTo(example.remediatedBy());
    }
}
