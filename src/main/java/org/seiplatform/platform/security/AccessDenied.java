package org.seiplatform.platform.security;

import org.jspecify.annotations.Nullable;

/**
 * Published when a request is denied.
 *
 * @param caller null if the request is not authenticated
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
