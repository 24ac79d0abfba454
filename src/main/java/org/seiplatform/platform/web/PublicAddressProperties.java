package org.seiplatform.platform.web;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the service is.
 *
 * @param publicUrl the address under which others reach the service, such as {@code https://sei.example.com}; null to take it from
 *     each request
 */
@Validated
@ConfigurationProperties("sei")
record PublicAddressProperties(@Nullable URI publicUrl) {

    @AssertTrue(message = "sei.public-url must be an absolute address of http or https")
    boolean isPublicUrlComplete() {
        return publicUrl == null
                || (publicUrl.getHost() != null
                        && ("http".equalsIgnoreCase(publicUrl.getScheme())
                                || "https".equalsIgnoreCase(publicUrl.getScheme())));
    }
}
