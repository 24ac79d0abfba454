package org.seiplatform.developer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a developer consists of, as far as people decide it. */
public record DeveloperContent(
        @NotBlank @Size(max = 200) String name,

        @Nullable @Size(max = 320) @Pattern(regexp = EMAIL, message = "must be an e-mail address")
        String email,

        @NotNull Boolean bot) {

    static final String EMAIL = "[^@\\s]+@[^@\\s]+";
}
