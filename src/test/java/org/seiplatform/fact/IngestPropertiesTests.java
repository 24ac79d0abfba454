package org.seiplatform.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class IngestPropertiesTests {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(IngestProperties.class)
    static class Settings {}

    @Test
    void nothingMustBeSet() {
        application.run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({"sei.ingest.lock-timeout=0s, lockTimeout", "sei.ingest.lock-timeout=-1s, lockTimeout"})
    void aTimeThatWouldMeanNoneOrNeverStopsTheStart(String setting, String named) {
        application
                .withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(named));
    }
}
