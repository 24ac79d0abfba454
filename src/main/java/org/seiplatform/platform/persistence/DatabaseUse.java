package org.seiplatform.platform.persistence;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What a connection is wanted for; decides how long a statement may take and which server is asked. */
enum DatabaseUse {
    /** A frequent, quick read, such as of a version. */
    LOOKUP,
    /** A request that changes nothing: somebody waits for an answer that can be asked for again. */
    READ,
    /** A request that may change something. */
    WRITE,
    /** What several of them want, done together: those who do so hold few connections at once. */
    SHARED_WRITE,
    /** A request that sends events without end, which are taken in as one: as long as it takes. */
    STREAM,
    /** No client waits: imports, derivation, retention, scheduled work. */
    BACKGROUND;

    /** Whether somebody waits for an answer. */
    boolean isRequest() {
        return this == READ || this == WRITE || this == STREAM;
    }

    /** What the thread at hand does. */
    static DatabaseUse current() {
        return StatementLimits.or(DatabaseUse::ofThread);
    }

    private static DatabaseUse ofThread() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
            return switch (request.getRequest().getMethod()) {
                case "GET", "HEAD" -> READ;
                default -> isStream(request.getRequest().getContentType()) ? STREAM : WRITE;
            };
        }
        return BACKGROUND;
    }

    private static boolean isStream(@Nullable String contentType) {
        return contentType != null && contentType.startsWith("application/x-ndjson");
    }
}
