package org.seiplatform.platform.security;

import org.jspecify.annotations.Nullable;

/**
 * Somebody was not let do something.
 *
 * @param caller null where it is not known who calls
 * @param method of the request
 * @param path of the request, without its query
 * @param reason the code of the problem that was answered
 * @param address whose address the request came from
 */
public record AccessDenied(
        @Nullable Caller caller,
        String method,
        String path,
        String reason,
        @Nullable String address) {}
