package org.seiplatform.source.git;

import static org.seiplatform.platform.pattern.TextPattern.MAXIMUM_LENGTH;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.pattern.RegularExpression;
import org.seiplatform.platform.web.Visible;

/**
 * What to import, and how.
 *
 * @param url an http or https address without credentials; null takes the repository's own
 * @param path a directory of the machine that the service runs on, where that is allowed; instead of {@code url}
 * @param branch null takes the repository's default branch
 * @param tagPattern which tags are releases; null takes version numbers such as {@code v1.2.3}
 * @param environment where a release is deployed; null means {@code production}
 */
public record ImportRequest(
        @Nullable @Size(max = 2000) String url,
        @Nullable @Size(max = 2000) String path,
        @Nullable @Size(min = 1, max = 250) String branch,

        @Nullable @Size(min = 1, max = MAXIMUM_LENGTH) @RegularExpression
        String tagPattern,

        @Nullable @Visible @Size(max = 200) String environment) {

    /** What an import without a body asks for. */
    public static final ImportRequest PLAIN = new ImportRequest(null, null, null, null, null);
}
