package org.seiplatform.platform.observability;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The trace that a request belongs to: of a span of ours where traces are on, else the one that the caller names. */
final class TraceId {

    /** The header of W3C Trace Context. */
    static final String HEADER = "traceparent";

    static final String MDC_KEY = "trace_id";
    static final String SPAN_MDC_KEY = "span_id";
    static final String ATTRIBUTE = TraceId.class.getName();

    private static final Pattern TRACE_PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.{0,64})?");

    private TraceId() {}

    /** Null where the header is missing or not well formed. */
    static @Nullable String of(@Nullable String traceParent) {
        if (traceParent == null) {
            return null;
        }
        Matcher matcher = TRACE_PARENT.matcher(traceParent);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** Keeps the trace of the thread at hand with its request, for when the thread has left it. */
    static void remember(HttpServletRequest request) {
        String id = MDC.get(MDC_KEY);
        if (id != null) {
            request.setAttribute(ATTRIBUTE, id);
        }
    }
}
