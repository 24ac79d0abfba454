package org.seiplatform.platform.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.problem.ProblemType;

/** What many operations refer to: how callers prove who they are, paging, preconditions and problems. */
final class SharedComponents {

    static final String API_KEY = "api_key";
    static final String TOKEN = "token";
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    static final String IF_MATCH = "if_match";
    static final String IDEMPOTENCY_KEY = "idempotency_key";
    static final String REQUEST_ID = "request_id";
    static final String ENTITY_TAG = "entity_tag";
    static final String LINK = "link";
    static final String LOCATION = "location";
    static final String RETRY_AFTER = "retry_after";

    /** What callers get who call none of the operations: a wrong method or address, or a request that cannot be read. */
    private static final Set<Integer> OF_NO_OPERATION = Set.of(405, 414, 431, 501, 505);

    /** What passes by itself: too many requests of one caller, or of all. */
    private static final Set<Integer> PASSING = Set.of(429, 503);

    private SharedComponents() {}

    static void addTo(Components components) {
        components
                .addSecuritySchemes(
                        API_KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-API-Key")
                                .description("An API key as `POST /api/v1/api-keys` answers it: `sei_<id>_<secret>`."))
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key, or a token of the configured OpenID Connect issuer."))
                .addParameters(LIMIT, limit())
                .addParameters(CURSOR, cursor())
                .addParameters(IF_MATCH, ifMatch())
                .addParameters(IDEMPOTENCY_KEY, idempotencyKey())
                .addHeaders(REQUEST_ID, header("The request's name in the log: the caller's, or a fresh one."))
                .addHeaders(ENTITY_TAG, header("The version of the resource, for `If-Match` and `If-None-Match`."))
                .addHeaders(LINK, header("`<address>; rel=\"next\"` where the list goes on."))
                .addHeaders(LOCATION, header("Where the new resource is."))
                .addHeaders(RETRY_AFTER, header("After how many seconds to try again."));
        Arrays.stream(ProblemType.values())
                .map(type -> type.status().value())
                .distinct()
                .filter(status -> !OF_NO_OPERATION.contains(status))
                .forEach(status -> components.addResponses(problem(status), problemResponse(status)));
    }

    /** The name of the response that stands for all problems of this status. */
    static String problem(int status) {
        return "problem_" + status;
    }

    private static ApiResponse problemResponse(int status) {
        List<ProblemType> types = Arrays.stream(ProblemType.values())
                .filter(type -> type.status().value() == status)
                .toList();
        String codes = types.stream()
                .map(type -> "`" + type.code() + "`: " + type.title().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("; "));
        ApiResponse response = new ApiResponse()
                .description(codes + ".")
                .addHeaderObject("X-Request-Id", new Header().$ref(REQUEST_ID))
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        if (PASSING.contains(status)) {
            response.addHeaderObject("Retry-After", new Header().$ref(RETRY_AFTER));
        }
        return response;
    }

    private static Parameter limit() {
        Schema<?> limits = new JsonSchema()
                .typesItem("integer")
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(PageQuery.MAXIMUM_LIMIT));
        limits.setDefault(PageQuery.DEFAULT_LIMIT);
        return new Parameter()
                .name("limit")
                .in("query")
                .description("How many items at most.")
                .schema(limits);
    }

    private static Parameter cursor() {
        return new Parameter()
                .name("cursor")
                .in("query")
                .description("Where to go on: `next_cursor` of the page before. Left out for the first page.")
                .schema(text());
    }

    private static Parameter ifMatch() {
        return new Parameter()
                .name("If-Match")
                .in("header")
                .required(true)
                .description("The `ETag` of the version that is meant, or `*` for any.")
                .schema(text());
    }

    private static Parameter idempotencyKey() {
        return new Parameter()
                .name("Idempotency-Key")
                .in("header")
                .description(
                        "A name for this request, such as a UUID, in quotes or without. The same request with the same key is "
                                + "done once; later ones are given the first answer for as long as it is kept.")
                .schema(text().minLength(1).maxLength(257));
    }

    private static Header header(String description) {
        return new Header().description(description).schema(text());
    }

    private static Schema<?> text() {
        return new JsonSchema().typesItem("string");
    }
}
