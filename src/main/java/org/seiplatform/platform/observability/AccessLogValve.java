package org.seiplatform.platform.observability;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/**
 * Writes a line for each request when it is over, however it ended: answered, answered by another thread much later, or refused by
 * the servlet container itself. Of what the caller wrote, only the method, the accepted request id and the trace are in it: no path,
 * no query, and no address, which would be a person's.
 */
class AccessLogValve extends ValveBase implements AccessLog {

    private static final Logger LOGGER = LoggerFactory.getLogger("org.seiplatform.access");
    private static final String SECURITY_CONTEXT = RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME;

    private final HttpMetrics metrics;

    AccessLogValve(HttpMetrics metrics) {
        super(true);
        this.metrics = metrics;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    /** Called by the container at the end of each request, with nanoseconds. */
    @Override
    public void log(Request request, Response response, long nanos) {
        String method = Objects.requireNonNullElse(request.getMethod(), "none");
        int status = response.getStatus();
        if (!HttpMetricsFilter.hasMeasured(request)) {
            metrics.refused(method, status);
        }
        if (!LOGGER.isInfoEnabled()) {
            return;
        }
        String route = HttpMetricsFilter.route(request);
        LoggingEventBuilder line = LOGGER.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("duration_ms", nanos / 1000 / 1000.0)
                .addKeyValue("bytes", response.getBytesWritten(false));
        addAttribute(line, "request_id", request, RequestId.ATTRIBUTE);
        addAttribute(line, "trace_id", request, TraceId.ATTRIBUTE);
        if (subject(request) instanceof RequestCaller subject) {
            line.addKeyValue("caller", subject.subject());
            if (subject.organizationId() != null) {
                line.addKeyValue("organization_id", subject.organizationId().toString());
            }
        }
        line.log("{} {} {}", method, route, status);
    }

    private static void addAttribute(LoggingEventBuilder line, String key, Request request, String attribute) {
        if (request.getAttribute(attribute) instanceof String value) {
            line.addKeyValue(key, value);
        }
    }

    private static Object subject(Request request) {
        return request.getAttribute(SECURITY_CONTEXT) instanceof SecurityContext context
                        && context.getAuthentication() != null
                        && context.getAuthentication().getPrincipal() != null
                ? context.getAuthentication().getPrincipal()
                : "";
    }

    @Override
    public void setRequestAttributesEnabled(boolean requestAttributesEnabled) {
        throw new UnsupportedOperationException("Requests are written down as they came");
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
