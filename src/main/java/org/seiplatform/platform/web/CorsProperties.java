package org.seiplatform.platform.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose pages browsers let call the API.
 *
 * @param allowedOrigins such as {@code https://dashboard.example.com}; none by default, and never all
 * @param maxAge how long browsers remember that they may
 */
@Validated
@ConfigurationProperties("sei.http.cors")
record CorsProperties(
        @DefaultValue
        List<
                        @Pattern(
                                regexp = "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?",
                                message = "must be an origin such as https://dashboard.example.com")
                        String>
                allowedOrigins,

        @DefaultValue("1h") @NotNull Duration maxAge) {}
