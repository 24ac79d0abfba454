package org.seiplatform.developer;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.Visible;

/** What a developer consists of, as far as people decide it. */
public record DeveloperContent(
        @NotNull @Visible @Size(max = 200) @Schema(example = "Ada Lovelace")
        String name,

        @Nullable
        @Size(max = 320)
        @Pattern(regexp = EMAIL, message = "must be an e-mail address")
        @Schema(example = "ada@example.org")
        String email,

        @NotNull Boolean bot) {

    static final String EMAIL = "[^@\\s]+@[^@\\s]+";
}
