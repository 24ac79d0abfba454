package org.seiplatform.platform.paging;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.UriComponentsBuilder;

/** Adds {@code Link: <...>; rel="next"} to every page that is not the last one. */
@RestControllerAdvice
class PageLinkAdvice implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        ResolvableType type = ResolvableType.forMethodParameter(returnType);
        return ResolvableType.forClass(Paged.class).isAssignableFrom(type)
                || ResolvableType.forClass(Paged.class).isAssignableFrom(type.getGeneric(0));
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof Paged page && page.nextCursor() != null) {
            response.getHeaders().add(HttpHeaders.LINK, "<" + next(request, page.nextCursor()) + ">; rel=\"next\"");
        }
        return body;
    }

    /** A relative reference: it is right behind any proxy, and no Host header gets into it. */
    private static String next(ServerHttpRequest request, String cursor) {
        return UriComponentsBuilder.newInstance()
                .path(request.getURI().getRawPath())
                .query(request.getURI().getRawQuery())
                .replaceQueryParam("cursor", cursor)
                .build(true)
                .toUriString();
    }
}
