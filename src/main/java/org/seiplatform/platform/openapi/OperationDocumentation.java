package org.seiplatform.platform.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.seiplatform.platform.cache.CacheableResponse;
import org.seiplatform.platform.idempotency.AcceptsIdempotencyKey;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.paging.Paged;
import org.seiplatform.platform.security.Authorization;
import org.seiplatform.platform.security.CallerOrganization;
import org.seiplatform.platform.security.Role;
import org.seiplatform.platform.web.IfMatch;
import org.seiplatform.platform.web.Versioned;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Tells of each operation what follows from its declaration: the role it needs, paging, preconditions, and what can go wrong. */
class OperationDocumentation implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        parameters(operation, handler);
        role(operation, handler);
        successHeaders(operation, handler);
        problems(operation, handler);
        return operation;
    }

    private static void parameters(Operation operation, HandlerMethod handler) {
        if (isAnnotated(handler, CallerOrganization.class)) {
            operation.getParameters().stream()
                    .filter(parameter -> "organization_id".equals(parameter.getName()))
                    .forEach(parameter -> parameter.setRequired(false));
        }
        if (takes(handler, PageQuery.class)) {
            operation.addParametersItem(new Parameter().$ref(SharedComponents.LIMIT));
            operation.addParametersItem(new Parameter().$ref(SharedComponents.CURSOR));
        }
        if (handler.hasMethodAnnotation(AcceptsIdempotencyKey.class)) {
            operation.addParametersItem(new Parameter().$ref(SharedComponents.IDEMPOTENCY_KEY));
        }
        if (takes(handler, IfMatch.class)) {
            operation.addParametersItem(new Parameter().$ref(SharedComponents.IF_MATCH));
        }
    }

    private static void role(Operation operation, HandlerMethod handler) {
        Role role = Authorization.requiredRole(handler);
        if (role == null) {
            operation.setSecurity(List.of());
            return;
        }
        String sentence = "Needs the role `" + role.code() + "`.";
        String description = operation.getDescription();
        operation.setDescription(description == null ? sentence : description + " " + sentence);
    }

    private static void successHeaders(Operation operation, HandlerMethod handler) {
        ResolvableType answer = ResolvableType.forMethodReturnType(handler.getMethod());
        Class<?> body = answer.resolve() == ResponseEntity.class
                ? answer.getGeneric(0).resolve(Object.class)
                : answer.resolve(Object.class);
        if (handler.hasMethodAnnotation(GetMapping.class) && hasEntityTag(handler, body)) {
            operation
                    .getResponses()
                    .addApiResponse("304", new ApiResponse().description("The caller has this version already."));
        }
        operation.getResponses().forEach((status, response) -> {
            if (!status.startsWith("2")) {
                return;
            }
            header(response, "X-Request-Id", SharedComponents.REQUEST_ID);
            if (status.equals("201")) {
                header(response, "Location", SharedComponents.LOCATION);
            }
            if (hasEntityTag(handler, body)) {
                header(response, "ETag", SharedComponents.ENTITY_TAG);
            }
            if (Paged.class.isAssignableFrom(body)) {
                header(response, "Link", SharedComponents.LINK);
            }
        });
    }

    private static boolean hasEntityTag(HandlerMethod handler, Class<?> body) {
        return Versioned.class.isAssignableFrom(body) || handler.hasMethodAnnotation(CacheableResponse.class);
    }

    private static void header(ApiResponse response, String name, String component) {
        response.addHeaderObject(name, new Header().$ref(component));
    }

    private static void problems(Operation operation, HandlerMethod handler) {
        ApiResponses responses = operation.getResponses();
        for (int status : statuses(operation, handler)) {
            if (!responses.containsKey(String.valueOf(status))) {
                responses.addApiResponse(
                        String.valueOf(status), new ApiResponse().$ref(SharedComponents.problem(status)));
            }
        }
    }

    private static Set<Integer> statuses(Operation operation, HandlerMethod handler) {
        Set<Integer> statuses = new TreeSet<>(Set.of(400, 406, 429, 500, 503));
        if (Authorization.requiredRole(handler) != null) {
            statuses.addAll(Set.of(401, 403, 404));
        }
        if (isAnnotated(handler, PathVariable.class)) {
            statuses.add(404);
        }
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> !"path".equals(parameter.getIn()))) {
            statuses.add(422);
        }
        if (operation.getRequestBody() != null || isAnnotated(handler, RequestBody.class)) {
            statuses.addAll(Set.of(408, 413, 415, 422));
        }
        if (!handler.hasMethodAnnotation(GetMapping.class)) {
            statuses.add(409);
        }
        if (takes(handler, IfMatch.class)) {
            statuses.addAll(Set.of(412, 428));
        }
        return statuses;
    }

    private static boolean takes(HandlerMethod handler, Class<?> type) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static boolean isAnnotated(HandlerMethod handler, Class<? extends Annotation> annotation) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(annotation));
    }
}
