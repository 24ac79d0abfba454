package org.seiplatform;

import org.seiplatform.local.LocalMode;
import org.seiplatform.platform.startup.RequiredSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SeiPlatformApplication {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The service, with what has to be right before it starts. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(SeiPlatformApplication.class);
        application.addInitializers(new LocalMode(), new RequiredSettings());
        return application;
    }
}
