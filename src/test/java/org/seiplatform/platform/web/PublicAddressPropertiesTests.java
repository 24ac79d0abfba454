package org.seiplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class PublicAddressPropertiesTests {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(PublicAddressProperties.class)
    static class Settings {}

    @Test
    void noneMustBeSet() {
        application.run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "sei.public-url=sei.example.com, sei.public-url",
        "sei.public-url=/sei, sei.public-url",
        "sei.public-url=ftp://sei.example.com, sei.public-url",
        "sei.public-url=https:sei.example.com, sei.public-url"
    })
    void anAddressThatIsNotCompleteStopsTheStart(String setting, String named) {
        application
                .withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(named));
    }
}
