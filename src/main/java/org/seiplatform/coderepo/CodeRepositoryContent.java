package org.seiplatform.coderepo;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.HostName;
import org.seiplatform.platform.web.Visible;

/**
 * What may change about a repository; its provider and its id there may not.
 *
 * @param host null for that of the URL, or else the provider's own
 */
public record CodeRepositoryContent(
        @NotNull @Visible @Size(max = 200) @Schema(example = "payment-service")
        String name,

        @Nullable @HostName @Schema(example = "github.com") String host,

        @Nullable
        @Size(max = 2000)
        @Pattern(regexp = URL, message = URL_RULE)
        @Schema(example = "https://github.com/acme/payment-service")
        String url,

        @NotNull @Visible @Size(max = 255) @Schema(example = "main")
        String defaultBranch) {

    private static final String HOST = "[^\\s/@?#\\\\]+";
    private static final String PATH = "(/[^\\s?#\\\\]*)?";

    /** Users are part of ssh addresses; passwords and tokens are part of none that may be stored, and queries carry them, too. */
    static final String URL =
            "(?!.*%(?:3[fF]|23|5[cC]))(?:https?://" + HOST + PATH + "|(ssh|git)://([^\\s/@:?#\\\\]+@)?" + HOST + PATH
                    + "|file:///[^\\s?#\\\\]*|[^\\s/@:?#\\\\]+@[^\\s/@:?#\\\\]+:[^\\s?#\\\\]+)";

    static final String URL_RULE = "must be an https, ssh, git or file URL without password, query and fragment";
}
