package org.seiplatform.source.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.source.webhook.WebhookProvider;
import org.seiplatform.source.webhook.WebhookProviders;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class WebhookDescriptionTests {

    @Autowired
    private Api api;

    @Autowired
    private WebhookProviders providers;

    private JsonNode document;

    @BeforeEach
    void readDescription() {
        document = api.anonymous().get("/v3/api-docs").expect(200).json();
    }

    @Test
    void eachProviderHasAnOperationWithItsHeaders() {
        assertThat(providers.all()).allSatisfy(provider -> {
            JsonNode operation = operation(provider);
            assertThat(operation.get("operationId").asString())
                    .isEqualTo("receive" + provider.displayName() + "Webhook");
            assertThat(names(operation.get("parameters"), "header"))
                    .isNotEmpty()
                    .isEqualTo(provider.headers());
            assertThat(names(operation.get("parameters"), "path")).containsExactly("integration_id");
            assertThat(operation.get("responses").propertyNames()).contains("200", "202", "401", "413", "415", "429");
            assertThat(operation.get("security").isEmpty()).isTrue();
        });
    }

    @Test
    void theAddressForAnyProviderIsNotDescribedItself() {
        assertThat(document.get("paths").propertyNames()).noneMatch(path -> path.contains("{provider}"));
    }

    @Test
    void anIntegrationCanHaveTheProvidersThatSendWebhooks() {
        List<String> codes = providers.all().stream().map(WebhookProvider::code).toList();

        assertThat(constants(document.at("/components/schemas/NewIntegration/properties/provider")))
                .isEqualTo(codes);
        assertThat(constants(document.at("/components/schemas/IntegrationAnswer/properties/provider")))
                .isEqualTo(codes);
        assertThat(constants(document.at("/components/schemas/NewCodeRepository/properties/provider")))
                .contains("git");
    }

    private JsonNode operation(WebhookProvider provider) {
        return document.get("paths")
                .get("/api/v1/webhooks/" + provider.code() + "/{integration_id}")
                .get("post");
    }

    private static List<String> names(JsonNode parameters, String place) {
        return parameters
                .valueStream()
                .filter(parameter -> parameter.get("in").asString().equals(place))
                .map(parameter -> parameter.get("name").asString())
                .toList();
    }

    private static List<String> constants(JsonNode schema) {
        return schema.get("enum").valueStream().map(JsonNode::asString).toList();
    }
}
