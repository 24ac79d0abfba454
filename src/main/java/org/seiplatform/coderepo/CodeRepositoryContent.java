package org.seiplatform.coderepo;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.Visible;

/** What may change about a repository; what it is at its provider may not. */
public record CodeRepositoryContent(
        @NotNull @Visible @Size(max = 200) @Schema(example = "payment-service")
        String name,

        @Nullable
        @Size(max = 2000)
        @Pattern(regexp = URL, message = URL_RULE)
        @Schema(example = "https://github.com/acme/payment-service")
        String url,

        @NotNull @Visible @Size(max = 255) @Schema(example = "main")
        String defaultBranch) {

    /** Users are part of ssh addresses; passwords and tokens are part of none that may be stored. */
    static final String URL = "https?://[^\\s/@]+(/\\S*)?|(ssh|git)://([^\\s/@:]+@)?[^\\s/@]+(/\\S*)?"
            + "|file:///\\S*|[^\\s/@:]+@[^\\s/@:]+:\\S+";

    static final String URL_RULE = "must be an https, ssh, git or file URL without password";
}
