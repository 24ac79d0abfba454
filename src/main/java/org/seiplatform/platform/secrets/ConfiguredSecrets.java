package org.seiplatform.platform.secrets;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Reads accounts from the configuration as the files, Vaults and secret managers that it imports hold it now. The application's own
 * environment keeps what they held when it started.
 */
final class ConfiguredSecrets {

    /** A session with Vault for one reading need not be kept alive; and where it does not answer, nothing is not what it holds. */
    private static final Map<String, Object> ONE_READING =
            Map.of("spring.cloud.vault.session.lifecycle.enabled", false, "spring.cloud.vault.fail-fast", true);

    private final ConfigurableEnvironment application;

    ConfiguredSecrets(ConfigurableEnvironment application) {
        this.application = application;
    }

    /** Both accounts, of one reading. */
    record Reading(Account database, Account redis) {}

    /** As at the start. */
    Reading initial() {
        return reading(application);
    }

    /** As of now. Fails if anything that is imported cannot be read. */
    Reading current() {
        StandardEnvironment fresh = new StandardEnvironment();
        fresh.getPropertySources().forEach(source -> fresh.getPropertySources().remove(source.getName()));
        fresh.getPropertySources().addFirst(new MapPropertySource("one reading", ONE_READING));
        application.getPropertySources().stream()
                .filter(source -> !isRead(source))
                .forEach(fresh.getPropertySources()::addLast);
        DefaultBootstrapContext bootstrap = new DefaultBootstrapContext();
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(
                    fresh, new DefaultResourceLoader(), bootstrap, application.getActiveProfiles());
            return reading(fresh);
        } finally {
            close(bootstrap);
        }
    }

    /** What was opened for the reading ends with it, as at the end of a start. */
    private static void close(DefaultBootstrapContext bootstrap) {
        try (StaticApplicationContext reader = new StaticApplicationContext()) {
            reader.refresh();
            bootstrap.close(reader);
        }
    }

    /** What was read from files and stores will be read again; all else is as it was. */
    private static boolean isRead(PropertySource<?> source) {
        return source instanceof OriginTrackedMapPropertySource
                || source instanceof ConfigTreePropertySource
                || ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)
                || source.getClass().getName().startsWith("org.springframework.cloud.vault.")
                || source.getClass().getName().startsWith("io.awspring.cloud.");
    }

    private static Reading reading(Environment environment) {
        return new Reading(
                new Account(
                        environment.getProperty("spring.datasource.username"),
                        environment.getProperty("spring.datasource.password")),
                redis(environment));
    }

    /** Spring Boot takes what the address tells before what is told beside it. */
    private static Account redis(Environment environment) {
        String user = userIn(environment.getProperty("spring.data.redis.url"));
        if (user == null) {
            return new Account(
                    environment.getProperty("spring.data.redis.username"),
                    environment.getProperty("spring.data.redis.password"));
        }
        int colon = user.indexOf(':');
        String name = colon < 0 ? user : user.substring(0, colon);
        return new Account(name.isEmpty() ? null : name, colon < 0 ? null : user.substring(colon + 1));
    }

    private static @Nullable String userIn(@Nullable String url) {
        try {
            return url == null ? null : URI.create(url).getUserInfo();
        } catch (IllegalArgumentException noAddress) {
            // Its message would hold the password.
            return null;
        }
    }
}
