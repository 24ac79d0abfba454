package org.seiplatform.platform.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The address under which others reach the service. */
@Component
public class PublicAddress {

    private final @Nullable URI configured;

    PublicAddress(PublicAddressProperties properties) {
        this.configured = properties.publicUrl();
    }

    /** The full address of a path of ours; where none is configured, as the request at hand has reached us. */
    public URI of(String path) {
        String base = configured == null
                ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString()
                : configured.toString();
        return URI.create(base.replaceAll("/+$", "") + path);
    }

    /** Whether others reach the service over TLS, though that may end at a proxy. */
    boolean isHttps() {
        return configured != null && "https".equalsIgnoreCase(configured.getScheme());
    }
}
