package org.seiplatform.source.webhook.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.seiplatform.source.webhook.WebhookProvider;
import org.seiplatform.source.webhook.WebhookProviders;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes the address of webhooks once for each provider, with the headers that it sends. */
@Component
class WebhookDescription implements GlobalOpenApiCustomizer {

    private static final String PROVIDER = "provider";

    private final WebhookProviders providers;

    WebhookDescription(WebhookProviders providers) {
        this.providers = providers;
    }

    @Override
    public void customise(OpenAPI api) {
        Paths described = new Paths();
        api.getPaths().forEach((path, item) -> {
            if (path.equals(WebhookController.PATH)) {
                providers.all().forEach(provider -> described.addPathItem(path(provider), item(item, provider)));
            } else {
                described.addPathItem(path, item);
            }
        });
        api.setPaths(described);
    }

    private static String path(WebhookProvider provider) {
        return WebhookController.PATH.replace("{" + PROVIDER + "}", provider.code());
    }

    private static PathItem item(PathItem template, WebhookProvider provider) {
        return new PathItem().post(operation(template.getPost(), provider));
    }

    private static Operation operation(Operation template, WebhookProvider provider) {
        return new Operation()
                .tags(template.getTags())
                .operationId("receive" + provider.displayName() + "Webhook")
                .summary("Take an event from " + provider.displayName())
                .description(template.getDescription())
                .parameters(parameters(template, provider))
                .requestBody(template.getRequestBody())
                .responses(template.getResponses())
                .security(template.getSecurity());
    }

    private static List<Parameter> parameters(Operation template, WebhookProvider provider) {
        return Stream.concat(
                        template.getParameters().stream().filter(parameter -> !PROVIDER.equals(parameter.getName())),
                        provider.headers().stream().map(WebhookDescription::header))
                .toList();
    }

    private static Parameter header(String name) {
        return new Parameter().in("header").name(name).required(false).schema(new JsonSchema().typesItem("string"));
    }
}
