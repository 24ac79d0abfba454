package org.seiplatform.platform.startup;

import java.util.Locale;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** A setting that the service does not start without. A new one is a line here, and a value in local mode. */
enum RequiredSetting {
    DATABASE_URL("spring.datasource.url", "JDBC URL of the PostgreSQL or TimescaleDB database"),
    DATABASE_USERNAME("spring.datasource.username", "user of that database"),
    DATABASE_PASSWORD("spring.datasource.password", "password of that user"),
    ENCRYPTION_KEY("sei.encryption.key", "key that encrypts stored secrets, as openssl rand -base64 32 makes it");

    private final String property;
    private final String description;

    RequiredSetting(String property, String description) {
        this.property = property;
        this.description = description;
    }

    /** Whether another setting makes it unnecessary: Vault makes a user itself. */
    boolean isBroughtBy(Environment environment) {
        return (this == DATABASE_USERNAME || this == DATABASE_PASSWORD)
                && StringUtils.hasText(environment.getProperty("sei.secrets.database-role"));
    }

    String property() {
        return property;
    }

    String description() {
        return description;
    }

    /** The environment variable that Spring Boot binds to the property. */
    String environmentVariable() {
        return property.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }
}
