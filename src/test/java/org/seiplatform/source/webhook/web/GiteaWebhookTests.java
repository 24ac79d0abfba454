package org.seiplatform.source.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.source.webhook.gitea.GiteaPayloads;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class GiteaWebhookTests {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private WebhookSender gitea;
    private StoredFacts facts;

    @BeforeEach
    void makeIntegration() {
        tenant = api.tenant();
        gitea = WebhookSender.create(
                api, tenant, "gitea", Map.of("deployment_sources", List.of("releases", "workflows")));
        facts = new StoredFacts(jdbc, tenant.id());
    }

    @Test
    void aSignedPushIsStoredAndMakesItsRepositoryKnown() {
        assertThat(send("push", "push").expect(200).text("/result")).isEqualTo("applied");

        assertThat(facts.rows("commits")).hasSize(2);
        Answer repositories = tenant.viewer().get("/api/v1/repositories").expect(200);
        assertThat(repositories.text("/items/0/name")).isEqualTo("shop/checkout");
        assertThat(repositories.text("/items/0/provider")).isEqualTo("gitea");
        assertThat(repositories.text("/items/0/host")).isEqualTo("git.example.org");
        assertThat(jdbc.sql("select distinct kind || ':' || host || ':' || value from identities i "
                                + "where organization_id = :id and kind = 'gitea'")
                        .param("id", tenant.id())
                        .query(String.class)
                        .list())
                .containsExactly("gitea:git.example.org:ada");
    }

    @Test
    void aRepeatedDeliveryIsADuplicate() {
        byte[] body = GiteaPayloads.of("push").bytes();

        send("push", "d1", body).expect(200);

        assertThat(send("push", "d1", body).expect(200).text("/result")).isEqualTo("duplicate");
        send("push", "d1", GiteaPayloads.of("tag_push").bytes()).expectProblem(409, "conflict");
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        send("pull_request", "pull_request_merged").expect(200);
        send("pull_request_approved", "pull_request_approved").expect(200);
        send("pull_request", "pull_request").expect(200);
        send("release", "release").expect(200);
        send("push", "tag_push").expect(200);

        assertThat(facts.rows("pull_requests")).singleElement().asString().contains("merged");
        assertThat(facts.rows("reviews")).singleElement().asString().contains("approved:8");
        assertThat(facts.rows("deployments")).singleElement().asString().contains("release:88", "success");
    }

    @Test
    void aReleaseDoesNotNameWhoWasErased() {
        UUID made = tenant.manager()
                .post(
                        "/api/v1/developers",
                        Map.of(
                                "name",
                                "Ada",
                                "identities",
                                List.of(Map.of("kind", "gitea", "host", "git.example.org", "value", "ada"))))
                .expect(201)
                .uuid("/id");
        tenant.admin().post("/api/v1/developers/" + made + "/erasure", "").expect(200);

        send("release", "release").expect(200);

        assertThat(jdbc.sql("select count(*) from tags t join repositories r on r.id = t.repository_id "
                                + "where r.organization_id = :id and t.released_by_login is null")
                        .param("id", tenant.id())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void aWrongSignatureIsRefusedLikeAnUnknownIntegration() {
        byte[] body = GiteaPayloads.of("push").bytes();
        Answer wrong = gitea.post(
                        "application/json",
                        body,
                        Map.of("X-Gitea-Event", "push", "X-Gitea-Delivery", "d1", "X-Gitea-Signature", "00"))
                .expectProblem(401, "unauthorized");
        Answer unknown = gitea.to("/api/v1/webhooks/gitea/" + UUID.randomUUID())
                .post("application/json", body, Map.of())
                .expectProblem(401, "unauthorized");

        assertThat(unknown.text("/detail")).isEqualTo(wrong.text("/detail"));
        gitea.to("/api/v1/webhooks/github/" + gitea.id()).gitHub("push", body).expectProblem(401, "unauthorized");
        gitea.post("application/x-www-form-urlencoded", body, Map.of()).expectProblem(415, "unsupported_media_type");
        assertThat(facts.count("commits")).isZero();
    }

    private Answer send(String event, String sample) {
        return send(
                event, UUID.randomUUID().toString(), GiteaPayloads.of(sample).bytes());
    }

    private Answer send(String event, String deliveryId, byte[] body) {
        String signature = gitea.signature(body).replaceFirst("sha256=", "");
        return gitea.post(
                "application/json",
                body,
                Map.of("X-Gitea-Event", event, "X-Gitea-Delivery", deliveryId, "X-Gitea-Signature", signature));
    }
}
