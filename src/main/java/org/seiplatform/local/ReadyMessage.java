package org.seiplatform.local;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells who started the service locally where it can be tried, as soon as it can. */
@Component
@Profile("local")
class ReadyMessage implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReadyMessage.class);

    private final LocalProperties local;

    ReadyMessage(LocalProperties local) {
        this.local = local;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        LOGGER.info("""


                  The SEI Platform is ready.

                    API         http://localhost:%1$s/api/v1
                    Swagger UI  http://localhost:%1$s/swagger-ui
                    Admin key   %2$s

                  The key is also in %3$s; send it as X-API-Key. Ctrl-C stops everything.
                """.formatted(
                        environment.getProperty("local.server.port"),
                        local.adminKey(),
                        environment.getProperty("sei.local.directory", ".sei") + "/admin-key"));
    }
}
