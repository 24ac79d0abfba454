package org.seiplatform.source.webhook.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.seiplatform.source.webhook.WebhookProvider;
import org.seiplatform.source.webhook.WebhookProviders;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Names the providers that an integration can have: of those of repositories, the ones that send webhooks. */
@Component
class IntegrationProviderDescription implements GlobalOpenApiCustomizer {

    private static final String PROVIDER = "provider";
    private static final List<Class<?>> MODELS =
            List.of(NewIntegration.class, IntegrationAnswer.class, IntegrationWithSecretAnswer.class);

    private final WebhookProviders providers;

    IntegrationProviderDescription(WebhookProviders providers) {
        this.providers = providers;
    }

    @Override
    public void customise(OpenAPI api) {
        List<Object> codes =
                List.copyOf(providers.all().stream().map(WebhookProvider::code).toList());
        Stream.concat(ofModels(api), ofParameters(api))
                .map(JsonSchema.class::cast)
                .forEach(schema -> schema.setEnum(codes));
    }

    private static Stream<Schema<?>> ofModels(OpenAPI api) {
        return MODELS.stream()
                .<Schema<?>>map(model -> api.getComponents().getSchemas().get(model.getSimpleName()))
                .filter(Objects::nonNull)
                .<Schema<?>>map(model -> model.getProperties().get(PROVIDER));
    }

    private static Stream<Schema<?>> ofParameters(OpenAPI api) {
        return api.getPaths().entrySet().stream()
                .filter(path -> path.getKey().equals(IntegrationController.PATH))
                .flatMap(path -> path.getValue().getGet().getParameters().stream())
                .filter(parameter -> PROVIDER.equals(parameter.getName()))
                .<Schema<?>>map(Parameter::getSchema);
    }
}
