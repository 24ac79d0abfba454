package org.seiplatform.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Limits that refill so slowly that the time a test takes does not matter. */
@ApiTest
@TestPropertySource(
        properties = {
            "sei.rate-limit.enabled=true",
            "sei.rate-limit.key.requests=60",
            "sei.rate-limit.key.per=24h",
            "sei.rate-limit.organization.requests=100",
            "sei.rate-limit.organization.per=24h",
            "sei.rate-limit.anonymous.requests=20",
            "sei.rate-limit.anonymous.per=24h",
            "sei.rate-limit.webhook.requests=5",
            "sei.rate-limit.webhook.per=24h"
        })
class RateLimitApiTests {

    @Autowired
    private Api api;

    @Test
    void answersTellWhatIsLeftAndThenWhenToComeBack() {
        Session caller = api.as(api.tenant().newKey(Role.VIEWER));

        Answer first = caller.get("/api/v1/teams").expect(200);
        assertThat(first.header("RateLimit-Policy")).hasValue("\"key\";q=60;w=86400");
        assertThat(first.header("RateLimit").orElseThrow()).startsWith("\"key\";r=59;t=");

        for (int call = 1; call < 60; call++) {
            caller.get("/api/v1/teams").expect(200);
        }
        Answer refused = caller.get("/api/v1/teams");
        refused.expectProblem(429, "rate_limited");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 24 * 60);
        assertThat(refused.header("RateLimit").orElseThrow()).startsWith("\"key\";r=0;");
    }

    @Test
    void anImportCostsMoreThanARead() {
        Tenant tenant = api.tenant();
        Session caller = api.as(tenant.newKey(Role.ADMIN));

        caller.post("/api/v1/repositories/" + UUID.randomUUID() + "/imports", "{}");

        assertThat(caller.get("/api/v1/teams").expect(200).header("RateLimit").orElseThrow())
                .startsWith("\"key\";r=9;");
    }

    @Test
    void whatIsNotAllowedCountsToo() {
        Session caller = api.as(api.tenant().newKey(Role.INGEST));
        for (int call = 0; call < 60; call++) {
            caller.get("/api/v1/teams").expectProblem(403, "forbidden");
        }

        caller.get("/api/v1/teams").expectProblem(429, "rate_limited");
    }

    @Test
    void allKeysOfAnOrganizationShareItsLimitAndNoOther() {
        Tenant tenant = api.tenant();
        Session one = api.as(tenant.newKey(Role.VIEWER));
        Session two = api.as(tenant.newKey(Role.VIEWER));
        for (int call = 0; call < 50; call++) {
            one.get("/api/v1/teams").expect(200);
            two.get("/api/v1/teams").expect(200);
        }

        Answer refused = two.get("/api/v1/teams");
        refused.expectProblem(429, "rate_limited");
        assertThat(refused.text("/detail")).contains("\"organization\"");
        api.as(api.tenant().newKey(Role.VIEWER)).get("/api/v1/teams").expect(200);
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsLimitedByAddressWhateverTheyClaim() {
        for (int call = 0; call < 20; call++) {
            api.anonymous().get("/v3/api-docs").expect(200);
        }

        Session anonymous = api.anonymous();
        anonymous
                .send(anonymous
                        .request("/v3/api-docs")
                        .header("X-Forwarded-For", "203.0.113.7")
                        .GET())
                .expectProblem(429, "rate_limited");
        anonymous
                .send(anonymous
                        .request("/v3/api-docs")
                        .header("Authorization", "Basic x")
                        .GET())
                .expectProblem(429, "rate_limited");
        anonymous
                .send(anonymous
                        .request("/api/v1/teams")
                        .header("Authorization", "Bearer e30.e30.forged")
                        .GET())
                .expectProblem(429, "rate_limited");
        api.as(api.tenant().newKey(Role.VIEWER)).get("/api/v1/teams").expect(200);

        for (int call = 0; call < 5; call++) {
            webhook(anonymous).expectProblem(401, "unauthorized");
        }
        webhook(anonymous).expectProblem(429, "rate_limited");
    }

    private static Answer webhook(Session anonymous) {
        return anonymous.send(anonymous
                .request("/api/v1/webhooks/github/" + UUID.randomUUID())
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "ping")
                .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
                .POST(BodyPublishers.ofString("{}")));
    }
}
