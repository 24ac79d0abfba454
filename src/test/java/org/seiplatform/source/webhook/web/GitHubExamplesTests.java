package org.seiplatform.source.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seiplatform.source.webhook.github.GitHubEvents;
import org.seiplatform.source.webhook.web.GitHubExamples.Example;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every payload that GitHub publishes goes through the whole service. */
@ApiTest
@RequiresGitHubExamples
class GitHubExamplesTests {

    private static final Map<String, Object> EVERYTHING_DEPLOYS =
            Map.of("deployment_sources", List.of("deployments", "releases", "workflows"), "workflow_pattern", ".");

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void everyPayloadIsTakenAndEveryTypeThatSaysNothingIsIgnored() {
        WebhookSender gitHub = WebhookSender.create(api, tenant(), "github", EVERYTHING_DEPLOYS);
        Map<String, TreeSet<String>> resultsByEvent = new TreeMap<>();

        for (Example example : GitHubExamples.all()) {
            Answer answer = gitHub.gitHub(example.event(), example.body());
            assertThat(answer.status()).as(example + ": " + answer).isEqualTo(200);
            resultsByEvent
                    .computeIfAbsent(example.event(), event -> new TreeSet<>())
                    .add(answer.text("/result"));
        }

        assertThat(resultsByEvent)
                .hasSizeGreaterThan(50)
                .containsKeys(GitHubEvents.names().toArray(String[]::new));
        resultsByEvent.forEach((event, results) -> {
            if (GitHubEvents.names().contains(event)) {
                assertThat(results).as(event).contains("applied");
            } else {
                assertThat(results).as(event).containsOnly("ignored");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "push,commits",
        "pull_request,pull_requests",
        "pull_request_review,reviews",
        "pull_request_review_comment,review_comments",
        "deployment,deployments",
        "deployment_status,deployments",
        "release,tags",
        "workflow_run,deployments",
        "issues,incidents"
    })
    void eachTypeThatWeTakeChangesTheData(String event, String table) {
        Tenant tenant = tenant();
        WebhookSender gitHub = WebhookSender.create(api, tenant, "github", EVERYTHING_DEPLOYS);
        StoredFacts facts = new StoredFacts(jdbc, tenant.id());
        assertThat(facts.count(table)).isZero();

        examplesOf(event).forEach(example -> gitHub.gitHub(event, example.body()));

        assertThat(facts.count(table)).isPositive();
    }

    @Test
    void aPingMakesTheRepositoryKnown() {
        Tenant tenant = tenant();
        WebhookSender gitHub = WebhookSender.create(api, tenant, "github", Map.of());

        examplesOf("ping")
                .forEach(example -> gitHub.gitHub("ping", example.body()).expect(200));

        assertThat(tenant.viewer().get("/api/v1/repositories").json("/items").size())
                .isPositive();
    }

    @Test
    void inAnyOrderAndTwiceTheyComeToTheSame() {
        List<Example> examples = GitHubExamples.all();
        List<Example> shuffledTwice = new ArrayList<>(examples);
        shuffledTwice.addAll(examples);
        long seed = new Random().nextLong();
        Collections.shuffle(shuffledTwice, new Random(seed));

        assertThat(stateAfter(shuffledTwice)).as("seed " + seed).isEqualTo(stateAfter(examples));
    }

    private Map<String, List<String>> stateAfter(List<Example> examples) {
        Tenant tenant = tenant();
        WebhookSender gitHub = WebhookSender.create(api, tenant, "github", EVERYTHING_DEPLOYS);
        examples.forEach(
                example -> gitHub.gitHub(example.event(), example.body()).expect(200));
        return new StoredFacts(jdbc, tenant.id()).all();
    }

    private static Stream<Example> examplesOf(String event) {
        List<Example> examples = GitHubExamples.all().stream()
                .filter(example -> example.event().equals(event))
                .toList();
        assertThat(examples).isNotEmpty();
        return examples.stream();
    }

    /** An organization to which a bug is an incident: no published issue is labelled otherwise. */
    private Tenant tenant() {
        Tenant tenant = api.tenant();
        String path = "/api/v1/organizations/" + tenant.id();
        tenant.admin()
                .patch(
                        path,
                        tenant.admin().get(path).entityTag(),
                        Map.of("settings", Map.of("incident_label_pattern", "(?i)^bug$")))
                .expect(200);
        return tenant;
    }
}
