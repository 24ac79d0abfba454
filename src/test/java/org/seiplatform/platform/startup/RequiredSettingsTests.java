package org.seiplatform.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;

class RequiredSettingsTests {

    private final GenericApplicationContext context = new GenericApplicationContext();
    private final RequiredSettings requiredSettings = new RequiredSettings();

    @Test
    void allSettingsAreEnough() {
        allSettings().applyTo(context);

        assertThatCode(() -> requiredSettings.initialize(context)).doesNotThrowAnyException();
    }

    @Test
    void everyMissingSettingIsNamedWithItsEnvironmentVariableAndMeaning() {
        StartFailureException failure = failure();

        for (RequiredSetting setting : RequiredSetting.values()) {
            assertThat(failure)
                    .message()
                    .contains(setting.property(), setting.environmentVariable(), setting.description());
        }
    }

    @Test
    void settingsThatAreThereAreNotNamed() {
        allSettings().and("sei.encryption.key=").applyTo(context);

        assertThat(failure())
                .message()
                .contains("SEI_ENCRYPTION_KEY")
                .doesNotContain("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    void aBlankSettingIsMissing() {
        allSettings().and("spring.datasource.password= ").applyTo(context);

        assertThat(failure()).message().contains("SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    void theFailureIsToldInWordsWithWhatToDo() {
        StartFailureException failure = failure();

        FailureAnalysis analysis = new StartFailureAnalyzer().analyze(new IllegalStateException(failure));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).isEqualTo(failure.getMessage());
        assertThat(analysis.getAction()).isEqualTo(failure.action());
    }

    private StartFailureException failure() {
        StartFailureException failure =
                catchThrowableOfType(StartFailureException.class, () -> requiredSettings.initialize(context));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static TestPropertyValues allSettings() {
        return TestPropertyValues.of(Stream.of(RequiredSetting.values()).map(setting -> setting.property() + "=given"));
    }
}
