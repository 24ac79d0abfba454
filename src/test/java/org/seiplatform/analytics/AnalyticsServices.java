package org.seiplatform.analytics;

import java.time.Clock;
import java.time.ZoneOffset;
import org.seiplatform.organization.StoredSettings;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The services of analytics on one database connection, without the web; it is always 1 April 2026. */
public final class AnalyticsServices {

    private AnalyticsServices() {}

    public static BeanFactory on(JdbcClient jdbc) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.register(Analytics.class);
        context.refresh();
        return context;
    }

    @ComponentScan(
            basePackageClasses = Scopes.class,
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "org\\.seiplatform\\.analytics\\.web\\..*"))
    @ComponentScan(
            basePackageClasses = StoredSettings.class,
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "org\\.seiplatform\\.organization\\.(StoredSettings|TimeZones|TimeZoneQueries)"))
    static class Analytics {

        @Bean
        Clock clock() {
            return Clock.fixed(Facts.at("04-01 00:00"), ZoneOffset.UTC);
        }

        @Bean
        JsonMapper json() {
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();
        }
    }
}
