package org.seiplatform.coderepo;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a payload says of its repository; null where it says nothing.
 *
 * @param formerDefaultBranch the default branch until shortly before
 * @param asOf when it was so
 */
public record RepositoryReport(
        @Nullable String name,
        @Nullable String url,
        @Nullable String defaultBranch,
        @Nullable String formerDefaultBranch,
        Instant asOf) {

    /** What is said, by the name of the field. */
    Map<RepositoryField, String> values() {
        Map<RepositoryField, String> values = new HashMap<>();
        if (name != null) {
            values.put(RepositoryField.NAME, name);
        }
        if (url != null) {
            values.put(RepositoryField.URL, url);
        }
        if (defaultBranch != null) {
            values.put(RepositoryField.DEFAULT_BRANCH, defaultBranch);
        }
        return values;
    }
}
