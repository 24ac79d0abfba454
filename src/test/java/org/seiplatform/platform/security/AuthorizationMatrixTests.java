package org.seiplatform.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TenantObjects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks everything that the routing knows, so that a new endpoint is covered the moment it is there. */
@ApiTest
class AuthorizationMatrixTests {

    private static final UnaryOperator<String> NOBODYS =
            collection -> UUID.randomUUID().toString();

    @Autowired
    private Api api;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routing;

    private List<Endpoint> endpoints;

    @BeforeEach
    void findEndpoints() {
        endpoints = Endpoint.all(routing);
    }

    @Test
    void everyEndpointDeclaresWhoMayCallIt() {
        assertThat(endpoints)
                .hasSizeGreaterThan(20)
                .allMatch(endpoint -> endpoint.isPublic() != (endpoint.requiredRole() != null));
    }

    @Test
    void whoIsNobodyGetsNowhere() {
        SoftAssertions.assertSoftly(all -> protectedEndpoints().forEach(endpoint -> {
            Answer answer = endpoint.call(api.anonymous(), NOBODYS, "");
            all.assertThat(answer.status()).as(endpoint.toString()).isEqualTo(401);
            all.assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer realm=\"sei\"");
        }));
    }

    @Test
    void everyRoleGetsAsFarAsItReaches() {
        Tenant tenant = api.tenant();
        SoftAssertions.assertSoftly(all -> protectedEndpoints()
                .forEach(endpoint -> Arrays.stream(Role.values()).forEach(role -> {
                    Answer answer = endpoint.call(tenant.as(role), NOBODYS, "");
                    boolean allowed = role.includes(Objects.requireNonNull(endpoint.requiredRole()));
                    all.assertThat(answer.status() == 403)
                            .as("%s as %s: %s", endpoint, role, answer)
                            .isEqualTo(!allowed);
                    all.assertThat(answer.status())
                            .as("%s as %s", endpoint, role)
                            .isLessThan(500);
                })));
    }

    @Test
    void anotherTenantsObjectsLookLikeObjectsThatDoNotExist() {
        Tenant owner = api.tenant();
        Tenant stranger = api.tenant();
        UnaryOperator<String> owned = new TenantObjects(owner)::id;
        SoftAssertions.assertSoftly(all -> protectedEndpoints()
                .filter(Endpoint::hasVariables)
                .filter(endpoint -> endpoint.requiredRole() != Role.OPERATOR)
                .forEach(endpoint -> {
                    Answer foreign = endpoint.call(stranger.admin(), owned, "");
                    Answer missing = endpoint.call(stranger.admin(), NOBODYS, "");
                    all.assertThat(foreign.status()).as(foreign.toString()).isIn(404, 422);
                    all.assertThat(withoutIds(foreign)).as(endpoint.toString()).isEqualTo(withoutIds(missing));
                }));
    }

    @Test
    void namingAnotherTenantsObjectInTheQueryTellsNothing() {
        Tenant owner = api.tenant();
        Tenant stranger = api.tenant();
        Map<String, UUID> objects = Map.of(
                "organization_id", owner.id(),
                "team_id", owner.team("queried-team"),
                "repository_id", owner.repository("queried-repository"),
                "developer_id", owner.developer("Queried"));
        SoftAssertions.assertSoftly(all -> protectedEndpoints()
                .filter(endpoint -> endpoint.requiredRole() != Role.OPERATOR)
                .forEach(endpoint -> objects.forEach((parameter, id) -> {
                    String common = "?" + parameter + "=";
                    String nobodys = UUID.randomUUID().toString();
                    Answer foreign = endpoint.call(stranger.admin(), collection -> nobodys, common + id);
                    Answer missing = endpoint.call(stranger.admin(), collection -> nobodys, common + UUID.randomUUID());
                    all.assertThat(foreign.status()).as(foreign.toString()).isEqualTo(missing.status());
                    all.assertThat(withoutIds(foreign)).as(foreign.toString()).isEqualTo(withoutIds(missing));
                })));
    }

    @Test
    void anOperatorHasToNameAnOrganizationThatExists() {
        api.operator().get("/api/v1/teams").expectInvalid("?organization_id");
        api.operator().get("/api/v1/teams?organization_id=" + UUID.randomUUID()).expectProblem(404, "not_found");
        api.operator().get("/api/v1/teams?organization_id=nonsense").expectProblem(404, "not_found");
        api.operator().get("/api/v1/teams?organization_id=" + api.tenant().id()).expect(200);
    }

    private Stream<Endpoint> protectedEndpoints() {
        return endpoints.stream().filter(endpoint -> !endpoint.isPublic());
    }

    private static String withoutIds(Answer answer) {
        return answer.body()
                .replaceAll("\"(request_id|data_as_of|start|end)\":\"[^\"]*\"", "")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "some id");
    }
}
