package org.seiplatform.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;

/** What retention deletes and what it leaves; that no figure of the kept time changes is shown in the reference package. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class RetentionTests {

    private final Instant today = Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS);

    @Autowired
    private Api api;

    @Autowired
    private Retention retention;

    @Autowired
    private LeaseStore leases;

    @Autowired
    private RetentionStore store;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcTemplate jdbcTemplate;

    @Autowired
    private PlatformTransactionManager transactions;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void makeARepository() {
        tenant = api.tenant();
        repository = tenant.repository("R");
    }

    @Test
    void deletesCommitsPastTheirTermOnly() {
        commit(0, 101);
        commit(1, 99);
        keep(Map.of("commits", "P100D"));

        retention.deleteOldFacts();

        assertThat(list("select sha from commits where repository_id = :repository"))
                .containsExactly(sha(1));
    }

    @Test
    void keepsEverythingOfOrganizationsThatWantIt() {
        commit(0, 4000);

        retention.deleteOldFacts();

        assertThat(list("select sha from commits where repository_id = :repository"))
                .hasSize(1);
    }

    @Test
    void keepsTheCommitsThatKeptDeploymentsDelivered() {
        commit(0, 400);
        commit(1, 390);
        commit(2, 380);
        deploy("old", 0, 395);
        deploy("last", 1, 120);
        deploy("kept", 2, 90);
        keep(Map.of("commits", "P100D", "deployments", "P100D"));

        retention.deleteOldFacts();

        assertThat(list("select external_id from deployments where repository_id = :repository order by finished_at"))
                .containsExactly("last", "kept");
        assertThat(list("select sha from commits where repository_id = :repository order by committed_at"))
                .containsExactly(sha(1), sha(2));
        assertThat(list("select deployment_id from delivered_changes where repository_id = :repository"))
                .containsExactly("kept");
    }

    @Test
    void keepsADeploymentWhileAnIncidentIsLaidToIt() {
        deploy("blamed by rule", 0, 200);
        deploy("named", 0, 180);
        deploy("last", 0, 150);
        incident("rule", 199, 198, Map.of());
        incident(
                "explicit",
                99,
                98,
                Map.of("caused_by", List.of(Map.of("repository_id", repository, "external_id", "named"))));
        keep(Map.of("deployments", "P100D"));

        retention.deleteOldFacts();
        assertThat(list("select external_id from deployments where repository_id = :repository order by finished_at"))
                .containsExactly("blamed by rule", "named", "last");

        keep(Map.of("incidents", "P100D"));
        retention.deleteOldFacts();
        assertThat(list("select external_id from deployments where repository_id = :repository order by finished_at"))
                .containsExactly("named", "last");
    }

    @Test
    void keepsTheLatestIncidentAndThoseThatAreNotResolved() {
        incident("open", 300, null, Map.of());
        incident("old", 299, 298, Map.of());
        incident("latest", 200, 199, Map.of());
        keep(Map.of("incidents", "P100D"));

        retention.deleteOldFacts();

        assertThat(list("select external_id from incidents where organization_id = :organization order by opened_at"))
                .containsExactly("open", "latest");
    }

    @Test
    void deletesPullRequestsWithTheirReviewsOnceNothingHappensInThem() {
        pullRequest(1, "merged", 200, 199);
        pullRequest(2, "merged", 200, 99);
        pullRequest(3, "open", 200, 150);
        keep(Map.of("pull_requests", "P100D"));

        retention.deleteOldFacts();

        assertThat(list("select number::text from pull_requests where repository_id = :repository order by number"))
                .containsExactly("2", "3");
        assertThat(list("select number::text from reviews where repository_id = :repository order by number"))
                .containsExactly("2", "3");
    }

    @Test
    void lateFactsFromBeforeTheTermChangeNothingAndGoAgain() {
        deploy("old", 0, 200);
        deploy("last", 0, 150);
        deploy("kept", 1, 90);
        keep(Map.of("deployments", "P100D"));
        retention.deleteOldFacts();

        deploy("late", 1, 120);
        assertThat(list("select kind from deliveries where external_id = 'kept' and repository_id = :repository"))
                .containsExactly("planned");
        retention.deleteOldFacts();

        assertThat(list("select external_id from deployments where repository_id = :repository order by finished_at"))
                .containsExactly("last", "kept");
    }

    @Test
    void tellsWhatItDeletedAndOnlyWhenItDid(CapturedOutput output) {
        commit(0, 101);
        keep(Map.of("commits", "P100D"));

        retention.deleteOldFacts();
        retention.deleteOldFacts();

        assertThat(output.getAll()
                        .lines()
                        .filter(line -> line.contains(tenant.id().toString()) && line.contains("Deleted")))
                .singleElement()
                .asString()
                .endsWith("past their retention: commit 1");
    }

    @Test
    void leavesTheWorkToTheInstanceThatIsAtIt() {
        commit(0, 101);
        keep(Map.of("commits", "P100D"));
        Lease another = anotherInstance().take("retention", Duration.ofMinutes(1));
        assertThat(another.isHeld()).isTrue();

        retention.deleteOldFacts();
        assertThat(list("select sha from commits where repository_id = :repository"))
                .hasSize(1);

        another.close();
        retention.deleteOldFacts();
        assertThat(list("select sha from commits where repository_id = :repository"))
                .isEmpty();
    }

    @Test
    void takesOverFromAnInstanceThatHasDied() {
        Lease dead = anotherInstance().take("takeover", Duration.ofMinutes(1));
        assertThat(dead.isHeld()).isTrue();
        assertThat(leases.take("takeover", Duration.ofMinutes(1)).isHeld()).isFalse();

        expire("takeover");

        assertThat(leases.take("takeover", Duration.ofMinutes(1)).isHeld()).isTrue();
        assertThat(dead.prolong()).isFalse();
        dead.close();
        assertThat(anotherInstance().take("takeover", Duration.ofMinutes(1)).isHeld())
                .isFalse();
    }

    @Test
    void aLeaseIsProlongedWhileItsWorkGoesOn() {
        try (Lease lease = leases.take("long work", Duration.ofMinutes(1))) {
            jdbc.sql("update shedlock set lock_until = lock_until - interval '50 seconds' where name = 'long work'")
                    .update();

            assertThat(lease.prolong()).isTrue();

            assertThat(list("select name from shedlock where name = 'long work'"
                            + " and lock_until > timezone('utc', now()) + interval '30 seconds'"))
                    .hasSize(1);
        }
        assertThat(anotherInstance().take("long work", Duration.ofMinutes(1)).isHeld())
                .isTrue();
    }

    private LeaseStore anotherInstance() {
        return new LeaseStore(jdbcTemplate, transactions);
    }

    private void expire(String work) {
        jdbc.sql("update shedlock set lock_until = timezone('utc', now()) - interval '1 second' where name = :work")
                .param("work", work)
                .update();
    }

    @Test
    void changesAreListedToTheEndThoughTheirCommitsAreGone() {
        for (int number = 0; number < 5; number++) {
            commit(number, 400 - 10 * number);
            deploy("d" + number, number, 395 - 10 * number);
        }
        keep(Map.of("commits", "P100D"));
        List<String> before = changes();

        retention.deleteOldFacts();

        assertThat(list("select sha from commits where repository_id = :repository"))
                .hasSizeLessThan(4);
        assertThat(changes()).isEqualTo(before).hasSize(4);
    }

    private List<String> changes() {
        List<String> shas = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page = tenant.viewer()
                    .get("/api/v1/analytics/changes?limit=1&start=%s&end=%s%s".formatted(at(420), at(1), cursor))
                    .expect(200);
            page.json("/items").forEach(change -> shas.add(change.get("sha").asString()));
            JsonNode next = page.json("/next_cursor");
            cursor = next.isNull() ? null : "&cursor=" + next.asString();
        }
        return shas;
    }

    @Test
    void aDeploymentThatIsNotDerivedYetIsListedAsNoRework() {
        commit(0, 20);
        deploy("derived", 0, 10);
        deploy("waiting", 0, 9);
        jdbc.sql("delete from deliveries where repository_id = :repository and external_id = 'waiting'")
                .param("repository", repository)
                .update();

        assertThat(tenant.viewer()
                        .get("/api/v1/analytics/deployments?rework=false&start=%s&end=%s".formatted(at(15), at(1)))
                        .expect(200)
                        .json("/items"))
                .hasSize(2);
    }

    @Test
    void deletedChangesAloneChangeTheData() {
        commit(0, 400);
        commit(1, 390);
        deploy("base", 0, 395);
        deploy("last", 1, 120);
        incident("blames the base", 394, 393, Map.of());
        keep(Map.of("deployments", "P100D"));
        List<String> version = list("select version::text from organization_data_versions"
                + " where organization_id = :organization and :repository is not null");

        retention.deleteOldFacts();

        assertThat(list("select external_id from deployments where repository_id = :repository"))
                .hasSize(2);
        assertThat(list("select sha from delivered_changes where repository_id = :repository"))
                .isEmpty();
        assertThat(list("select version::text from organization_data_versions"
                        + " where organization_id = :organization and :repository is not null"))
                .isNotEqualTo(version);
    }

    @Test
    void changesAreDeletedInBatches() {
        for (int number = 0; number < 5; number++) {
            commit(number, 400 - 10 * number);
        }
        deploy("base", 0, 350);
        deploy("last", 4, 340);

        assertThat(store.deleteDeliveredChanges(repository, today, 3)).isEqualTo(3);
        assertThat(store.deleteDeliveredChanges(repository, today, 3)).isEqualTo(1);
    }

    @Test
    void refusesTermsThatAreTooShort() {
        tenant.admin()
                .patch(
                        "/api/v1/organizations/" + tenant.id(),
                        "*",
                        Map.of("settings", Map.of("retention", Map.of("deployments", "P29D"))))
                .expectInvalid("/settings/retention/deployments");
    }

    void keep(Map<String, String> terms) {
        tenant.admin()
                .patch("/api/v1/organizations/" + tenant.id(), "*", Map.of("settings", Map.of("retention", terms)))
                .expect(200);
    }

    void commit(int number, int daysAgo) {
        send(
                "commits",
                Map.of(
                        "repository_id",
                        repository,
                        "sha",
                        sha(number),
                        "parents",
                        number == 0 ? List.of() : List.of(sha(number - 1)),
                        "authored_at",
                        at(daysAgo),
                        "committed_at",
                        at(daysAgo),
                        "message",
                        "m"));
    }

    void deploy(String externalId, int commit, int daysAgo) {
        send(
                "deployments",
                Map.of(
                        "repository_id",
                        repository,
                        "external_id",
                        externalId,
                        "environment",
                        "production",
                        "commit_sha",
                        sha(commit),
                        "status",
                        "success",
                        "finished_at",
                        at(daysAgo)));
    }

    private void incident(String externalId, int opened, @Nullable Integer resolved, Map<String, Object> more) {
        Map<String, Object> incident = new HashMap<>(more);
        incident.put("external_id", externalId);
        incident.put("repository_id", repository);
        incident.put("opened_at", at(opened));
        incident.put("resolved_at", resolved == null ? null : at(resolved));
        send("incidents", incident);
    }

    private void pullRequest(int number, String state, int opened, int reviewed) {
        Map<String, Object> pullRequest = new HashMap<>();
        pullRequest.put("repository_id", repository);
        pullRequest.put("number", number);
        pullRequest.put("state", state);
        pullRequest.put("opened_at", at(opened));
        pullRequest.put("merged_at", state.equals("merged") ? at(opened - 1) : null);
        pullRequest.put(
                "reviews",
                List.of(Map.of(
                        "external_id",
                        "review " + number,
                        "reviewer",
                        Map.of("email", "grace@example.org"),
                        "state",
                        "approved",
                        "submitted_at",
                        at(reviewed))));
        send("pull-requests", pullRequest);
    }

    private void send(String kind, Map<String, Object> event) {
        tenant.ingest().post("/api/v1/events/" + kind, event).expect(200);
    }

    List<String> list(String query) {
        return jdbc.sql(query)
                .param("repository", repository)
                .param("organization", tenant.id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    Retention retention() {
        return retention;
    }

    Instant today() {
        return today;
    }

    private String at(int daysAgo) {
        return today.minus(Duration.ofDays(daysAgo)).toString();
    }

    private static String sha(int number) {
        return String.valueOf((char) ('a' + number)).repeat(40);
    }
}
