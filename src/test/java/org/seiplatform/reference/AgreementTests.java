package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.seiplatform.reference.People.Person;
import org.seiplatform.reference.RandomQuestions.Asked;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Choices;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the service made-up histories over HTTP, every other one in random order, split, duplicated and with intermediate
 * states, and asks whether it computes what the oracle does. The number of histories is the system property
 * {@code sei.test.histories}, the first seed {@code sei.test.seed}.
 */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementTests {

    private static final int FIRST_SEED = Integer.getInteger("sei.test.seed", 1);

    @Autowired
    private Api api;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    private List<SeededOrganization> histories = List.of();

    /** How many histories are told where nobody says. */
    int usually() {
        return 120;
    }

    @BeforeAll
    void sendHistories() {
        HistorySender sender = new HistorySender(api);
        int number = Integer.getInteger("sei.test.histories", usually());
        histories = IntStream.range(FIRST_SEED, FIRST_SEED + number)
                .parallel()
                .mapToObj(seed -> send(sender, seed))
                .toList();
    }

    private static SeededOrganization send(HistorySender sender, int seed) {
        Choices choices = new Choices(seed);
        History history = Histories.history(choices);
        return seed % 2 == 1
                ? sender.send(seed, history, EventOrders.plain(history))
                : sender.sendInAnyOrder(seed, history, EventOrders.of(history, choices), new Random(seed));
    }

    @Test
    void knowsWhoIsWho() {
        inEachHistory(1, (seeded, asking, agreement) -> {
            for (Set<Identity> person : agreement.oracle.people().everyone()) {
                agreement.expect(
                        "developers of " + person,
                        1,
                        person.stream().map(seeded.developers()::get).distinct().count());
            }
        });
    }

    @Test
    void answersTheFiveMetricsOfAnyScopeEnvironmentAndPeriod() {
        inEachHistory(5, (seeded, asking, agreement) -> {
            Asked asked = asking.any();
            agreement.on(
                    "analytics/dora?" + asked.parameters(), agreement.oracle.dora(asked.question(), asked.period()));
        });
    }

    @Test
    void comparesTeamsByTheSameMetrics() {
        inEachHistory(1, (seeded, asking, agreement) -> {
            List<UUID> teams =
                    seeded.history().teams().stream().map(TeamFact::id).toList();
            Asked asked = asking.about(new MetricScope.Organization());
            agreement.on(
                    "analytics/compare?team_id=" + teams.getLast() + "&team_id=" + teams.getFirst() + "&"
                            + asked.parameters(),
                    teams.reversed().stream()
                            .map(team -> agreement.oracle.dora(
                                    new MetricQuestion(
                                            new MetricScope.Team(team),
                                            asked.question().environment(),
                                            asked.question().timeZone()),
                                    asked.period()))
                            .toList());
        });
    }

    @Test
    void showsEveryMetricOverTimeWithoutGaps() {
        inEachHistory(6, (seeded, asking, agreement) -> {
            String granularity = asking.of(List.of("hourly", "daily", "weekly", "monthly"));
            String metric = asking.of(SeriesCalculation.METRICS);
            Asked asked = granularity.equals("hourly") ? asking.ofSomeHours() : asking.any();
            agreement.on(
                    "analytics/trends?metric=" + metric + "&granularity=" + granularity + "&" + asked.parameters(),
                    ExpectedAnswer.fields(
                            "buckets",
                            agreement.oracle.series(asked.question()).buckets(metric, granularity, asked.period())));
        });
    }

    @Test
    void reportsHowWorkFlowsInARepositoryOrATeam() {
        inEachHistory(2, (seeded, asking, agreement) -> {
            Asked asked = asking.any();
            var report = agreement
                    .oracle
                    .report(asked.question(), asked.period(), seeded::developer)
                    .answer(agreement.now);
            switch (asked.question().scope()) {
                case MetricScope.Organization all ->
                    agreement.on("analytics/data-quality?" + asked.parameters(), report.get("data_quality"));
                case MetricScope.Repository repository ->
                    agreement.on("analytics/repository/" + repository.id() + "?" + asked.periodParameters(), report);
                case MetricScope.Team team -> {
                    report.put(
                            "members",
                            agreement
                                    .oracle
                                    .persons(asked.question(), asked.period(), seeded::developer)
                                    .members(seeded.history().team(team.id()).orElseThrow()));
                    agreement.on("analytics/team/" + team.id() + "?" + asked.periodParameters(), report);
                }
            }
        });
    }

    @Test
    void reportsWhatADeveloperDid() {
        inEachHistory(2, (seeded, asking, agreement) -> {
            List<Set<Identity>> everyone = agreement.oracle.people().everyone();
            Person person = agreement
                    .oracle
                    .people()
                    .person(asking.of(everyone).iterator().next());
            Asked asked = asking.about(new MetricScope.Organization());
            agreement.on(
                    "analytics/developer/" + seeded.developer(person) + "?" + asked.periodParameters(),
                    agreement
                            .oracle
                            .persons(asked.question(), asked.period(), seeded::developer)
                            .answer(person));
        });
    }

    @Test
    void showsTheDeploymentsBehindTheFigures() {
        inEachHistory(2, (seeded, asking, agreement) -> {
            Asked asked = asking.any();
            String filter = asking.of(List.of("success", "failed", "change_failure", "rework"));
            boolean wanted = asking.of(List.of(true, false));
            JsonNode rows =
                    json.valueToTree(agreement.oracle.rows(asked.question(), asked.period()).deployments().stream()
                            .filter(row -> Objects.equals(row.get(filter), wanted))
                            .toList());
            agreement.onDeployments("analytics/deployments?" + filter + "=" + wanted + "&" + asked.parameters(), rows);
        });
    }

    @Test
    void showsTheChangesBehindChangeLeadTime() {
        inEachHistory(4, (seeded, asking, agreement) -> {
            Asked asked = asking.any();
            agreement.onRows(
                    "analytics/changes?" + asked.parameters(),
                    "delivered_at",
                    json.valueToTree(agreement
                            .oracle
                            .rows(asked.question(), asked.period())
                            .changes(seeded::developer)),
                    "/repository_id",
                    "/environment",
                    "/sha");
        });
    }

    @Test
    void showsTheIncidentsOpenedOrResolved() {
        inEachHistory(2, (seeded, asking, agreement) -> {
            Asked asked = asking.any();
            boolean resolved = asking.of(List.of(true, false));
            agreement.onRows(
                    "analytics/incidents?basis=" + (resolved ? "resolved" : "opened") + "&" + asked.parameters(),
                    resolved ? "resolved_at" : "opened_at",
                    json.valueToTree(agreement
                            .oracle
                            .rows(asked.question(), asked.period())
                            .incidents(resolved)),
                    "/external_id");
        });
    }

    @Test
    void theRowsBehindEachFigureAddUpToIt() {
        inEachHistory(2, (seeded, asking, agreement) -> {
            JsonNode dora = seeded.ask("analytics/dora?" + asking.any().parameters());
            agreement.addUp(dora.at("/deployment_frequency"), "/count", false);
            agreement.addUp(dora.at("/change_lead_time"), "/sample_size", true);
            agreement.addUp(dora.at("/change_fail_rate"), "/failed", false);
            agreement.addUp(dora.at("/deployment_rework_rate"), "/rework", false);
            JsonNode recovery = dora.at("/failed_deployment_recovery_time");
            agreement.addUpTo(
                    recovery,
                    recovery.at("/sample_size").asLong() + recovery.at("/open").asLong(),
                    true);
        });
    }

    /** One question about one history, with what to ask and where to say what differs. */
    private interface Trial {

        void run(SeededOrganization seeded, RandomQuestions asking, Agreement agreement);
    }

    private void inEachHistory(int times, Trial trial) {
        List<String> failures = histories.parallelStream()
                .map(seeded -> {
                    Agreement agreement = new Agreement(seeded, json, clock.instant());
                    Random random = new Random(seeded.seed());
                    for (int i = 0; i < times; i++) {
                        trial.run(seeded, new RandomQuestions(seeded.history(), random), agreement);
                    }
                    return agreement;
                })
                .flatMap(agreement -> agreement.failures().stream())
                .toList();
        assertThat(failures).as("in %s histories", histories.size()).isEmpty();
    }
}
