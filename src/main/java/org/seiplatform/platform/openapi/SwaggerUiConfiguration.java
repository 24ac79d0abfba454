package org.seiplatform.platform.openapi;

import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.webmvc.ui.SwaggerIndexTransformer;
import org.springdoc.webmvc.ui.SwaggerWelcomeCommon;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Serves the files of the page that the API is tried on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "springdoc.swagger-ui.enabled", matchIfMissing = true)
class SwaggerUiConfiguration {

    @Bean
    WebMvcConfigurer hashedFiles(SwaggerUiConfigProperties swaggerUi) {
        return new HashedFiles(
                "classpath:/META-INF/resources/webjars/swagger-ui/%s/".formatted(swaggerUi.getVersion()));
    }

    @Bean
    SwaggerIndexTransformer hashedFilesPage(
            SwaggerUiConfigProperties swaggerUi,
            SwaggerUiOAuthProperties login,
            SwaggerWelcomeCommon welcome,
            ObjectMapperProvider json,
            ObjectProvider<ResourceUrlProvider> addresses) {
        return new HashedFilesPage(swaggerUi, login, welcome, json, addresses);
    }
}
