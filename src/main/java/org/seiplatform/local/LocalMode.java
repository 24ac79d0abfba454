package org.seiplatform.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.seiplatform.platform.startup.StartFailureException;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.util.ClassUtils;

/**
 * With the profile {@code local}, starts PostgreSQL and Redis before the first bean asks for them, and supplies every
 * required setting. Their data and secrets live in {@code .sei} under the working directory, or in the directory that
 * {@code sei.local.directory} names, and stay there between runs.
 */
public class LocalMode implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** @throws StartFailureException if the servers cannot be started */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.acceptsProfiles(Profiles.of("local"))) {
            requirePrograms();
            Path directory = Path.of(environment.getProperty("sei.local.directory", ".sei"))
                    .toAbsolutePath()
                    .normalize();
            environment.getPropertySources().addFirst(new MapPropertySource("local", startServers(directory)));
        }
    }

    /** What brings the programs is on the classpath of a build, and left out of the packaged jar. */
    private static void requirePrograms() {
        if (!ClassUtils.isPresent("redis.embedded.core.ExecutableProvider", LocalMode.class.getClassLoader())) {
            throw new StartFailureException(
                    "The profile 'local' does not work in the packaged jar, which holds no databases.",
                    "Run ./mvnw spring-boot:run in the repository instead, or leave the profile out.");
        }
    }

    private static Map<String, Object> startServers(Path directory) {
        try {
            LocalServers servers = new LocalServers(LocalDirectory.open(directory));
            // Handlers run when the process ends, however it ends, after the last bean has let go of the servers.
            SpringApplication.getShutdownHandlers().add(servers::stop);
            return servers.start();
        } catch (IOException cause) {
            throw new StartFailureException(
                    "Local mode does not start: " + cause,
                    "See that this user can write to %s and everything in it.".formatted(directory),
                    cause);
        }
    }
}
