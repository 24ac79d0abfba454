package org.seiplatform.team;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.seiplatform.platform.web.Visible;

/** What a team consists of, as far as people decide it. */
public record TeamContent(
        @NotNull @Pattern(regexp = SLUG, message = SLUG_RULE) @Schema(example = "payments")
        String slug,

        @NotNull @Visible @Size(max = 200) @Schema(example = "Payments")
        String name) {

    private static final String SLUG = "[a-z0-9][a-z0-9-]{0,62}";
    private static final String SLUG_RULE = "must be 1 to 63 lower-case letters, digits and hyphens, no hyphen first";
}
