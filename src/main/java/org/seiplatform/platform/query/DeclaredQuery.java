package org.seiplatform.platform.query;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * The query parameters that a handler declares.
 *
 * @param several those of them that may be given several times
 */
record DeclaredQuery(Set<String> names, Set<String> several) {

    DeclaredQuery {
        names = Set.copyOf(names);
        several = Set.copyOf(several);
    }

    static DeclaredQuery of(HandlerMethod handler) {
        Set<String> names = new HashSet<>();
        Set<String> several = new HashSet<>();
        Stream.concat(
                        Stream.of(handler.getMethod()),
                        Arrays.stream(handler.getMethodParameters()).flatMap(DeclaredQuery::declarations))
                .flatMap(DeclaredQuery::readers)
                .forEach(reader -> {
                    names.addAll(Set.of(reader.value()));
                    several.addAll(Set.of(reader.several()));
                });
        for (MethodParameter parameter : handler.getMethodParameters()) {
            RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
            if (declared != null) {
                String name = declared.name().isEmpty()
                        ? Objects.requireNonNull(parameter.getParameterName())
                        : declared.name();
                names.add(name);
                if (Collection.class.isAssignableFrom(parameter.getParameterType())) {
                    several.add(name);
                }
            }
        }
        return new DeclaredQuery(names, several);
    }

    private static Stream<AnnotatedElement> declarations(MethodParameter parameter) {
        return Stream.concat(
                Stream.of(parameter.getParameterType()),
                Arrays.stream(parameter.getParameterAnnotations())
                        .map(annotation -> (AnnotatedElement) annotation.annotationType()));
    }

    private static Stream<ReadsQuery> readers(AnnotatedElement element) {
        return MergedAnnotations.from(element, SearchStrategy.DIRECT).stream(ReadsQuery.class)
                .map(annotation -> annotation.synthesize());
    }
}
