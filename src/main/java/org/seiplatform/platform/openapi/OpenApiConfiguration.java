package org.seiplatform.platform.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.problem.Problem;
import org.seiplatform.platform.web.IfMatch;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the description of the API together. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static {
        // Their parameters are described by OperationDocumentation.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(PageQuery.class, IfMatch.class);
    }

    @Bean
    OpenAPI api(ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        String version = properties == null ? null : properties.getVersion();
        return new OpenAPI()
                .info(new Info()
                        .title("SEI Platform")
                        .version(version == null ? "development" : version)
                        .summary("How teams deliver, from their commits, pull requests, deployments and incidents.")
                        .description(
                                "JSON in snake_case, instants as RFC 3339 writes them. Fields that are not known are refused. "
                                        + "Every error is a problem document (RFC 9457) whose `type` leads to a page about it.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This service")))
                .security(List.of(
                        new SecurityRequirement().addList(SharedComponents.API_KEY),
                        new SecurityRequirement().addList(SharedComponents.TOKEN)));
    }

    @Bean
    SchemaResolver schemaResolver() {
        return new SchemaResolver();
    }

    @Bean
    OperationCustomizer operationDocumentation() {
        return new OperationDocumentation();
    }

    @Bean
    GlobalOpenApiCustomizer requestExamples(JsonMapper json) {
        return new RequestExamples(json);
    }

    @Bean
    GlobalOpenApiCustomizer closedRequests() {
        return new ClosedRequests();
    }

    @Bean
    GlobalOpenApiCustomizer sharedComponents(SchemaResolver schemas) {
        return api -> {
            if (api.getComponents() == null) {
                api.setComponents(new Components());
            }
            Components components = api.getComponents();
            ModelConverters.getInstance(true)
                    .resolveAsResolvedSchema(new AnnotatedType(Problem.class))
                    .referencedSchemas
                    .forEach(components::addSchemas);
            components.addSchemas(
                    "Problem",
                    ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(Problem.class)).schema);
            SharedComponents.addTo(components);
        };
    }
}
