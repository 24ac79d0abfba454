package org.seiplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class AnalyticsPropertiesTests {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AnalyticsProperties.class)
    static class Settings {}

    @Test
    void theLongestPeriodMayBeTheUsualOne() {
        application
                .withPropertyValues("sei.analytics.maximum-period=30d")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "sei.analytics.default-period=0s, sei.analytics.default-period",
        "sei.analytics.maximum-period=-1d, must be longer than nothing",
        "sei.analytics.maximum-period=29d, sei.analytics.maximum-period"
    })
    void aPeriodThatNoQuestionCouldHaveStopsTheStart(String setting, String named) {
        application
                .withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(named));
    }
}
