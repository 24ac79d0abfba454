package org.seiplatform.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ImportPropertiesTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Settings.class)
            .withPropertyValues("sei.import.work-directory=work");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ImportProperties.class)
    static class Settings {}

    @Test
    void aDirectoryIsAllThatMustBeSet() {
        application.run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "sei.import.connect-timeout=999ms, connectTimeout",
        "sei.import.time-limit=0s, timeLimit",
        "sei.import.takeover-after=0s, takeoverAfter",
        "sei.import.local-paths[0]=, localPaths",
        "sei.import.allowed-ports[0]=0, allowedPorts",
        "sei.import.concurrency-per-organization=0, concurrencyPerOrganization"
    })
    void whatWouldMeanNoneOrNeverOrAnywhereStopsTheStart(String setting, String named) {
        application
                .withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(named));
    }
}
