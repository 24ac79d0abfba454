package org.seiplatform.platform.security;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Session;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One method at one address of the API, as the routing knows it. */
public record Endpoint(String method, String path, HandlerMethod handler) {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    /** Everything that the service answers, its documentation and its errors aside. */
    public static List<Endpoint> all(RequestMappingHandlerMapping routing) {
        return routing.getHandlerMethods().entrySet().stream()
                .filter(entry ->
                        !ErrorController.class.isAssignableFrom(entry.getValue().getBeanType()))
                .filter(entry ->
                        !entry.getValue().getBeanType().getPackageName().startsWith("org.springdoc."))
                .flatMap(entry -> endpoints(entry.getKey(), entry.getValue()))
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo mapping, HandlerMethod handler) {
        return mapping.getPatternValues().stream()
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::asHttpMethod)
                        .map(HttpMethod::name)
                        .map(method -> new Endpoint(method, path, handler)));
    }

    boolean isPublic() {
        return handler.hasMethodAnnotation(PublicEndpoint.class);
    }

    @Nullable
    Role requiredRole() {
        return Authorization.requiredRole(handler);
    }

    boolean hasVariables() {
        return VARIABLE.matcher(path).find();
    }

    /** Calls it with an empty object as its body, each variable replaced; the collection before a variable says whose id it is. */
    Answer call(Session session, UnaryOperator<String> idOfCollection, String query) {
        StringBuilder address = new StringBuilder();
        String collection = "";
        for (String segment : path.substring(1).split("/")) {
            address.append('/')
                    .append(VARIABLE.matcher(segment).matches() ? idOfCollection.apply(collection) : segment);
            collection = segment;
        }
        boolean reads = method.equals("GET") || method.equals("DELETE");
        HttpRequest.Builder request = session.request(address + query)
                .header(HttpHeaders.IF_MATCH, "*")
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .method(method, reads ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        return session.send(request);
    }

    @Override
    public String toString() {
        return path + " " + method;
    }
}
