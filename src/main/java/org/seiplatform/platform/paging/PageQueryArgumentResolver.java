package org.seiplatform.platform.paging;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.persistence.CurrentTenant;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.secrets.KeyedHash;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code limit} and {@code cursor}; a cursor is good for the list that it is of, by the same filters, of the same organization. */
@Component
class PageQueryArgumentResolver implements HandlerMethodArgumentResolver {

    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final Set<String> OF_NO_FILTER = Set.of(LIMIT, CURSOR);

    private final KeyedHash hash;
    private final CurrentTenant tenant;

    PageQueryArgumentResolver(KeyedHash hash, CurrentTenant tenant) {
        this.hash = hash;
        this.tenant = tenant;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageQuery.class;
    }

    @Override
    public PageQuery resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        CursorSeal seal =
                new CursorSeal(hash, list(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class))));
        String cursor = request.getParameter(CURSOR);
        return new PageQuery(
                limit(request.getParameter(LIMIT)), cursor == null ? null : seal.read(cursor), seal::write);
    }

    private String list(HttpServletRequest request) {
        StringBuilder list = new StringBuilder(200);
        append(list, tenant.organizationId().map(Object::toString).orElse(""));
        append(list, request.getRequestURI());
        new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
            if (!OF_NO_FILTER.contains(name)) {
                append(list, name);
                for (String value : values) {
                    append(list.append('='), value);
                }
            }
        });
        return list.toString();
    }

    /** With its length, so that no two lists of texts look alike. */
    private static void append(StringBuilder list, String part) {
        list.append(part.length()).append(':').append(part);
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return PageQuery.DEFAULT_LIMIT;
        }
        if (text.matches("[0-9]{1,9}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= PageQuery.MAXIMUM_LIMIT) {
                return limit;
            }
        }
        throw ProblemException.invalid("?limit", "must be a whole number from 1 to " + PageQuery.MAXIMUM_LIMIT);
    }
}
