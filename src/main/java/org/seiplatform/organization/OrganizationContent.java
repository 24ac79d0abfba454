package org.seiplatform.organization;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.seiplatform.platform.web.Visible;

/** What an organization consists of, as far as people decide it. */
public record OrganizationContent(
        @NotNull @Pattern(regexp = SLUG, message = SLUG_RULE)
        String slug,

        @NotNull @Visible @Size(max = 200) String name,
        @NotNull @Valid OrganizationSettings settings) {

    public static final String SLUG = "[a-z0-9][a-z0-9-]{0,62}";
    public static final String SLUG_RULE = "must be 1 to 63 lower-case letters, digits and hyphens, no hyphen first";
}
