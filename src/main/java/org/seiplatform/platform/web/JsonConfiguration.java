package org.seiplatform.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.module.SimpleModule;

/**
 * One JSON for the whole API: snake_case, and strict, so that a misspelt field or a number in quotes is an error and not a
 * surprise. Part of the contract, hence code and not configuration.
 */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    /** Far beyond any honest input, far below what would hurt. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxNumberLength(64)
            .maxStringLength(1024 * 1024)
            .maxNameLength(1024)
            .build();

    @Bean
    JsonFactoryBuilderCustomizer limitedJson() {
        return factory -> factory.streamReadConstraints(LIMITS).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        SimpleModule scalars = new SimpleModule("sei-scalars")
                .addDeserializer(String.class, new TextDeserializer())
                .addDeserializer(
                        Instant.class, new ScalarDeserializer<>(Instant.class, Scalars::instant, Scalars.INSTANT_RULE))
                .addDeserializer(
                        LocalDate.class, new ScalarDeserializer<>(LocalDate.class, Scalars::date, Scalars.DATE_RULE))
                .addDeserializer(
                        Duration.class,
                        new ScalarDeserializer<>(Duration.class, Scalars::duration, Scalars.DURATION_RULE))
                .addDeserializer(UUID.class, new ScalarDeserializer<>(UUID.class, Scalars::uuid, Scalars.UUID_RULE))
                .addDeserializer(
                        ZoneId.class, new ScalarDeserializer<>(ZoneId.class, Scalars::zone, Scalars.ZONE_RULE));
        return json -> json.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(scalars);
    }
}
