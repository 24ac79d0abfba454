package org.seiplatform.source.git;

import org.jspecify.annotations.Nullable;

/**
 * What an import was asked for, checked and complete; kept with the job.
 *
 * @param url null where a local path is read
 * @param path null where a URL is fetched
 * @param branch the branch whose commits are imported, as those of the default branch
 */
record ImportOptions(
        @Nullable String url, @Nullable String path, String branch, String tagPattern, String environment) {

    static final String DEFAULT_TAG_PATTERN = "^v?[0-9]+([.][0-9]+)+$";
    static final String DEFAULT_ENVIRONMENT = "production";
}
