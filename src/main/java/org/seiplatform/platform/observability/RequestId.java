package org.seiplatform.platform.observability;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The name of the request at hand: in every answer, every error and every log line. */
public final class RequestId {

    /** The header that carries it, both ways. */
    public static final String HEADER = "X-Request-Id";

    static final String ATTRIBUTE = RequestId.class.getName();
    static final String MDC_KEY = "request_id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final Pattern MADE_BY_PROGRAM = Pattern.compile("[0-9a-fA-F-]{8,64}");

    private RequestId() {}

    /** The id of the request that this thread works on; a fresh one outside of any request. */
    public static String current() {
        String id = MDC.get(MDC_KEY);
        return id != null ? id : fresh();
    }

    /** The same as it may be kept: callers may choose what they like, a name as well. */
    public static String recorded() {
        String id = current();
        return MADE_BY_PROGRAM.matcher(id).matches() ? id : "of another id";
    }

    /** The caller's own id if it is sane, else a fresh one. */
    public static String accept(@Nullable String offered) {
        return offered != null && SANE.matcher(offered).matches() ? offered : fresh();
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }
}
