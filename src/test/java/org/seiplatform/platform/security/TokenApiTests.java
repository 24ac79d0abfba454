package org.seiplatform.platform.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@ApiTest
@TestPropertySource(
        properties = {
            "sei.security.jwt.roles-claim=realm_access.roles",
            "sei.security.jwt.organization-claim=tenant",
            "spring.security.oauth2.resourceserver.jwt.audiences=sei"
        })
class TokenApiTests {

    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final String TEAMS = "/api/v1/teams";

    @Autowired
    private Api api;

    private Tenant tenant;

    @DynamicPropertySource
    static void trustTheIssuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", ISSUER::keysAddress);
    }

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
    }

    @Test
    void theOrganizationMayBeNamedByIdOrSlug() {
        get(TEAMS, claims(List.of("viewer"), tenant.id().toString())).expect(200);
        get(TEAMS, claims(List.of("viewer"), tenant.slug())).expect(200);
    }

    @Test
    void theRoleLimitsWhatATokenCanDo() {
        get("/api/v1/api-keys", claims(List.of("viewer"), tenant.slug())).expectProblem(403, "forbidden");
        get("/api/v1/api-keys", claims(List.of("viewer", "admin", "other"), tenant.slug()))
                .expect(200);
        get("/api/v1/organizations/" + api.tenant().id(), claims("admin", tenant.slug()))
                .expectProblem(404, "not_found");
    }

    @Test
    void anOperatorNeedsNoOrganization() {
        get("/api/v1/organizations", Map.of("aud", "sei", "realm_access", Map.of("roles", "operator")))
                .expect(200);
    }

    @Test
    void tokensThatSayTooLittleAreRefused() {
        refused(claims(List.of(), tenant.slug()));
        refused(claims(List.of("janitor"), tenant.slug()));
        refused(claims(List.of("admin"), "no-such-tenant"));
        refused(claims(List.of("admin"), UUID.randomUUID().toString()));
        refused(Map.of("aud", "sei", "realm_access", Map.of("roles", List.of("admin"))));
        refused(Map.of("aud", "sei", "tenant", tenant.slug()));
    }

    @Test
    void tokensForOthersAreRefused() {
        refused(Map.of("aud", "other", "tenant", tenant.slug(), "realm_access", Map.of("roles", "admin")));
        bearer(
                        TEAMS,
                        new TokenIssuer()
                                .token(
                                        claims("admin", tenant.slug()),
                                        Instant.now().plusSeconds(60)))
                .expectProblem(401, "unauthorized");
        bearer(TEAMS, "nonsense").expectProblem(401, "unauthorized");
    }

    @Test
    void expiredTokensAreRefused() {
        bearer(TEAMS, ISSUER.token(claims("admin", tenant.slug()), Instant.now().minusSeconds(120)))
                .expectProblem(401, "unauthorized");
    }

    @Test
    void keysWorkBesideTokens() {
        tenant.viewer().get(TEAMS).expect(200);
        bearer(TEAMS + "?organization_id=" + tenant.id(), Api.OPERATOR_KEY).expect(200);
    }

    private void refused(Map<String, Object> claims) {
        get(TEAMS, claims).expectProblem(401, "unauthorized");
    }

    private Answer get(String path, Map<String, Object> claims) {
        return bearer(path, ISSUER.token(claims, Instant.now().plusSeconds(60)));
    }

    private Answer bearer(String path, String token) {
        return api.anonymous()
                .send(api.anonymous()
                        .request(path)
                        .header("Authorization", "Bearer " + token)
                        .GET());
    }

    private static Map<String, Object> claims(Object roles, String organization) {
        return Map.of("aud", "sei", "realm_access", Map.of("roles", roles), "tenant", organization);
    }
}
