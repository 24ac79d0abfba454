package org.seiplatform.platform.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the service is.
 *
 * @param publicUrl the address under which others reach the service, such as {@code https://sei.example.com}; null to take it from
 *     each request
 */
@ConfigurationProperties("sei")
record PublicAddressProperties(@Nullable URI publicUrl) {}
