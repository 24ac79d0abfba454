package org.seiplatform.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.filter.OrderedFilter;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemResponses;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Refuses bodies that are too long: at once where their length is announced, else when they turn out to be; and those that come too
 * slowly. A stream of newline-delimited JSON is read line by line and may go on for ever.
 */
@Component
class BodyLimitFilter extends OrderedFilter {

    private static final String WEBHOOKS = "/api/v1/webhooks/";
    private static final String STREAM = "application/x-ndjson";

    private final HttpProperties properties;
    private final ProblemResponses responses;

    BodyLimitFilter(HttpProperties properties, ProblemResponses responses) {
        super(FilterOrder.BODY_LIMIT);
        this.properties = properties;
        this.responses = responses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        DataSize limit = limit(request);
        if (limit != null && request.getContentLengthLong() > limit.toBytes()) {
            responses.write(response, tooLarge(limit));
        } else {
            chain.doFilter(
                    new LimitedRequest(request, limit, properties.minBodyRate(), properties.bodyGrace()), response);
        }
    }

    /** Null for streams, which have none. */
    private @Nullable DataSize limit(HttpServletRequest request) {
        String type = request.getContentType();
        if (type != null && type.regionMatches(true, 0, STREAM, 0, STREAM.length())) {
            return null;
        }
        return request.getRequestURI().startsWith(WEBHOOKS) ? properties.maxWebhookSize() : properties.maxBodySize();
    }

    static ProblemException tooLarge(DataSize limit) {
        return new ProblemException(
                ProblemType.PAYLOAD_TOO_LARGE,
                "The body may have " + limit.toBytes() + " bytes at most; send more as application/x-ndjson.");
    }
}
