package org.seiplatform.platform.web;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code If-Match}. */
class IfMatchResolver implements HandlerMethodArgumentResolver {

    /** A weak tag never matches, but is a tag. */
    private static final Pattern TAG = Pattern.compile("\\s*((?:W/)?\"[^\"]*\")\\s*(?:,|$)");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IfMatch.class;
    }

    @Override
    public IfMatch resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String[] lines = request.getHeaderValues(HttpHeaders.IF_MATCH);
        if (lines == null || lines.length == 0) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send the header If-Match with the ETag of the version that you have read.");
        }
        // Several lines of a header are one list.
        String header = String.join(",", lines);
        return new IfMatch(header.strip().equals("*") ? Set.of() : tags(header));
    }

    private static Set<String> tags(String header) {
        Set<String> tags = new TreeSet<>();
        Matcher matcher = TAG.matcher(header);
        while (matcher.lookingAt()) {
            tags.add(matcher.group(1));
            matcher.region(matcher.end(), header.length());
        }
        if (tags.isEmpty() || matcher.regionStart() < header.length()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "The header If-Match must hold entity tags in quotes, or *.");
        }
        return tags;
    }
}
