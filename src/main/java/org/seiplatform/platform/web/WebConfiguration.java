package org.seiplatform.platform.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/** How every controller reads its parameters, and what time it is. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new SnakeCaseEnums());
        registry.addConverter(String.class, Instant.class, Scalars::instant);
        registry.addConverter(String.class, LocalDate.class, Scalars::date);
        registry.addConverter(String.class, Duration.class, Scalars::duration);
        registry.addConverter(String.class, UUID.class, Scalars::uuid);
        registry.addConverter(String.class, ZoneId.class, Scalars::zone);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new IfMatchResolver());
    }

    /** Messages are part of the contract and must not depend on a header of the request. */
    @Bean
    LocaleResolver localeResolver() {
        return new FixedLocaleResolver(Locale.ENGLISH);
    }

    /** The one source of the current time, in the microseconds that the database keeps; tests put another in its place. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }

    /** A time that must not lie in the future may be ahead by as much as clocks of senders usually are. */
    @Bean
    ValidationConfigurationCustomizer timesBySharedClock(Clock clock) {
        return configuration -> configuration
                .clockProvider(() -> clock)
                .addProperty(
                        BaseHibernateValidatorConfiguration.TEMPORAL_VALIDATION_TOLERANCE,
                        Long.toString(CLOCK_SKEW.toMillis()));
    }
}
