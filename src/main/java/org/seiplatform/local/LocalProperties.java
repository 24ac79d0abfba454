package org.seiplatform.local;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What local mode made for the rest of the service; bound with the profile {@code local} only.
 *
 * @param adminKey the API key of the organization {@code local}, kept over restarts
 */
@ConfigurationProperties("sei.local")
public record LocalProperties(String adminKey) {

    /** The key stays out of every log but the one that is meant to show it. */
    @Override
    public String toString() {
        return "LocalProperties[adminKey=set]";
    }
}
