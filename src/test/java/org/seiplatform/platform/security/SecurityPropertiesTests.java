package org.seiplatform.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SecurityPropertiesTests {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SecurityProperties.class)
    static class Settings {}

    @Test
    void thereIsNoOperatorUnlessOneIsNamed() {
        application.run(context -> {
            SecurityProperties properties = context.getBean(SecurityProperties.class);
            assertThat(properties.operatorKey()).isNull();
            assertThat(properties.jwt().rolesClaim()).isEqualTo("roles");
            assertThat(properties.jwt().organizationClaim()).isEqualTo("organization");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "sei_ops_short",
                "sei_OPS_0123456789abcdef0123456789abcdef",
                "sei_ops_0123456789abcdef0123456789abcde!"
            })
    void anOperatorKeyThatCouldBeGuessedStopsTheStart(String key) {
        application
                .withPropertyValues("sei.security.operator-key=" + key)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void theOperatorKeyIsNotPrinted() {
        application
                .withPropertyValues("sei.security.operator-key=sei_ops_0123456789abcdef0123456789abcdef")
                .run(context -> assertThat(
                                context.getBean(SecurityProperties.class).toString())
                        .doesNotContain("0123456789abcdef"));
        assertThat(ApiKeyToken.generate().toString()).hasSizeLessThan(30);
    }
}
