package org.seiplatform.organization;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads settings as columns hold them. One that cannot be read, by whatever way it came there, is as if it had not been set: an
 * organization must not make unreadable the lists in which it stands.
 */
@Component
public class StoredSettings {

    private static final Logger LOGGER = LoggerFactory.getLogger(StoredSettings.class);

    private final JsonMapper json;

    StoredSettings(JsonMapper json) {
        this.json = json;
    }

    /** @param thresholds JSON by metric; null where the organization has none of its own */
    public @Nullable BenchmarkThresholds thresholds(UUID organizationId, @Nullable String thresholds) {
        if (thresholds == null) {
            return null;
        }
        try {
            return json.readValue(thresholds, BenchmarkThresholds.class);
        } catch (JacksonException unreadable) {
            LOGGER.warn("The benchmark thresholds of organization {} cannot be read", organizationId, unreadable);
            return null;
        }
    }

    /** @param name of the IANA database, which may be older here than where it was stored */
    public ZoneId timeZone(UUID organizationId, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            LOGGER.warn("The time zone of organization {} is not known", organizationId, unknown);
            return OrganizationSettings.DEFAULTS.timeZone();
        }
    }

    @Nullable
    String write(@Nullable BenchmarkThresholds thresholds) {
        return thresholds == null ? null : json.writeValueAsString(thresholds);
    }
}
