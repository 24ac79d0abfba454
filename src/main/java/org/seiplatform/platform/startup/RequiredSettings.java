package org.seiplatform.platform.startup;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Refuses to start without the settings that have no default, and names all missing ones at once, before any bean fails
 * for the lack of the first.
 */
public class RequiredSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** @throws StartFailureException if a required setting is missing or blank */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<RequiredSetting> missing = missingIn(context.getEnvironment());
        if (!missing.isEmpty()) {
            throw new StartFailureException(
                    describe(missing),
                    "Set the environment variables, or the properties beside them. To try the service with a"
                            + " database of its own, run ./mvnw spring-boot:run in its repository.");
        }
    }

    private static List<RequiredSetting> missingIn(Environment environment) {
        return Stream.of(RequiredSetting.values())
                .filter(setting -> !setting.isBroughtBy(environment))
                .filter(setting -> !StringUtils.hasText(environment.getProperty(setting.property())))
                .toList();
    }

    private static String describe(List<RequiredSetting> missing) {
        return missing.stream()
                .map(setting -> "    %-28s %-28s %s"
                        .formatted(setting.environmentVariable(), setting.property(), setting.description()))
                .collect(Collectors.joining("\n", "Required settings are missing:\n\n", ""));
    }
}
