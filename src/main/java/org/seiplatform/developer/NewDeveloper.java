package org.seiplatform.developer;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.Visible;

/**
 * A developer to be created. Those who appear in events come by themselves.
 *
 * @param bot null for false
 * @param identities under which they appear in events; null for none
 */
public record NewDeveloper(
        @NotNull @Visible @Size(max = 200) @Schema(example = "Ada Lovelace")
        String name,

        @Nullable
        @Size(max = 320)
        @Pattern(regexp = DeveloperContent.EMAIL, message = "must be an e-mail address")
        @Schema(example = "ada@example.org")
        String email,

        @Nullable Boolean bot,

        @Nullable @Size(max = 50) List<@NotNull @Valid NewIdentity> identities) {}
