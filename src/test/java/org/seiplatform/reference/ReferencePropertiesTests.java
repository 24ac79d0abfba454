package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.instancio.junit.Given;
import org.instancio.junit.InstancioExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seiplatform.testing.Choices;

/** What holds in every history. */
@ExtendWith(InstancioExtension.class)
class ReferencePropertiesTests {

    private static final Instant NOW = Instant.parse("2026-05-20T00:00:00Z");
    private static final MetricPeriod ALL =
            new MetricPeriod(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-09-01T00:00:00Z"));

    @Test
    void theSameHistoryIsFoundHoweverItIsTold(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(200, choices -> {
            History history = Histories.history(choices);
            List<Fact> statements = EventOrders.of(history, choices).stream()
                    .flatMap(List::stream)
                    .toList();
            History found = History.of(
                    history.organization(), history.repositories(), history.teams(), history.developers(), statements);
            assertThat(found.facts()).containsExactlyInAnyOrderElementsOf(history.facts());
        });
    }

    @Test
    void theOrderOfFactsChangesNothing(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(100, choices -> {
            History history = Histories.history(choices);
            MetricPeriod period = period(choices);
            History shuffled = new History(
                    history.organization(),
                    choices.shuffled(history.repositories()),
                    choices.shuffled(history.teams()),
                    history.developers(),
                    choices.shuffled(history.commits()),
                    choices.shuffled(history.pullRequests()),
                    choices.shuffled(history.deployments()),
                    choices.shuffled(history.incidents()));
            assertThat(answers(shuffled, period)).isEqualTo(answers(history, period));
        });
    }

    @Test
    void aCommitIsDeliveredToAnEnvironmentAtMostOnce(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(200, choices -> {
            History history = Histories.history(choices);
            Set<Object> delivered = new HashSet<>();
            for (Delivery delivery : new Derived(history).deliveries()) {
                for (String sha : delivery.delivered()) {
                    DeploymentFact deployment = delivery.deployment();
                    assertThat(delivered.add(List.of(deployment.repositoryId(), deployment.environmentKey(), sha)))
                            .as("first delivery of %s", sha)
                            .isTrue();
                }
            }
        });
    }

    @Test
    void eachEnvironmentOfARepositoryHasOneBaselineAndItHasNoLeadTimes(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(200, choices -> {
            History history = Histories.history(choices);
            Derived derived = new Derived(history);
            List<List<Object>> sequences = derived.deliveries().stream()
                    .map(delivery -> List.<Object>of(
                            delivery.deployment().repositoryId(),
                            delivery.deployment().environmentKey()))
                    .toList();
            List<List<Object>> baselines = derived.deliveries().stream()
                    .filter(Delivery::baseline)
                    .map(delivery -> List.<Object>of(
                            delivery.deployment().repositoryId(),
                            delivery.deployment().environmentKey()))
                    .toList();
            assertThat(baselines).doesNotHaveDuplicates().hasSameElementsAs(new HashSet<>(sequences));
            assertThat(derived.leadTimes()).noneMatch(row -> row.delivery().baseline());
        });
    }

    @Test
    void percentilesLieInOrderWithinTheSample(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(200, choices -> {
            History history = Histories.history(choices);
            DoraFigures figures = new DoraFigures(new Derived(history), MetricQuestion.about(history), ALL);
            Percentiles leadTime = figures.leadTime();
            List<Double> sample =
                    figures.leadTimes().stream().map(LeadTime::seconds).sorted().toList();
            if (leadTime.p50() == null || leadTime.p75() == null || leadTime.p90() == null || leadTime.p95() == null) {
                assertThat(sample).isEmpty();
                return;
            }
            assertThat(List.of(
                            sample.getFirst(),
                            leadTime.p50(),
                            leadTime.p75(),
                            leadTime.p90(),
                            leadTime.p95(),
                            sample.getLast()))
                    .isSorted();
        });
    }

    @Test
    void figuresOfADayAddUpToThoseOfThePeriod(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(100, choices -> {
            History history = Histories.history(choices);
            MetricPeriod period = period(choices);
            ReferenceMetrics metrics = new ReferenceMetrics(history);
            MetricQuestion question = MetricQuestion.about(history);
            DoraAnswer whole = metrics.dora(question, period);
            List<DoraAnswer> days = metrics.doraByBucket(question, period, "daily", question.timeZone());
            assertThat(days.stream()
                            .mapToLong(day -> day.deploymentFrequency().count())
                            .sum())
                    .isEqualTo(whole.deploymentFrequency().count());
            assertThat(days.stream()
                            .filter(day -> day.deploymentFrequency().count() > 0)
                            .count())
                    .isEqualTo(whole.deploymentFrequency().deploymentDays());
            assertThat(days.stream()
                            .mapToLong(day -> day.changeLeadTime().sampleSize())
                            .sum())
                    .isEqualTo(whole.changeLeadTime().sampleSize());
            assertThat(days.stream()
                            .mapToLong(day -> day.changeFailRate().failed())
                            .sum())
                    .isEqualTo(whole.changeFailRate().failed());
        });
    }

    @Test
    void noDataIsNullAndOnlyThenAReasonForIt(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(200, choices -> {
            History history = Histories.history(choices);
            MetricPeriod period = period(choices);
            ReferenceMetrics metrics = new ReferenceMetrics(history);
            for (MetricScope scope : Histories.scopes(history)) {
                DoraAnswer dora = metrics.dora(MetricQuestion.about(history, scope), period);
                for (DoraAnswer.Metric metric : metrics(dora)) {
                    boolean noData = Set.of(
                                    "no_deployments", "no_changes", "no_failures", "no_failure_signal", "not_recovered")
                            .contains(String.valueOf(metric.reason()));
                    assertThat(metric.value() == null).isEqualTo(noData);
                    assertThat(metric.sampleSize() == 0).isEqualTo(noData);
                    assertThat(metric.lowConfidence()).isEqualTo(metric.sampleSize() < 5);
                    assertThat(metric.rating() == null).isEqualTo(metric.reason() != null);
                }
            }
        });
    }

    @Test
    void otherIdsGiveTheSameFiguresWhileTheyKeepTheirOrder(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(50, choices -> {
            History history = Histories.history(choices);
            History renamed = history.renamed(
                    id -> new UUID(id.getMostSignificantBits() ^ 0xFFFFL, id.getLeastSignificantBits()));
            assertThat(organizationAnswers(renamed)).isEqualTo(organizationAnswers(history));
        });
    }

    private static List<Object> organizationAnswers(History history) {
        ReferenceMetrics metrics = new ReferenceMetrics(history);
        MetricQuestion question = MetricQuestion.about(history);
        return List.of(
                metrics.dora(question, ALL), metrics.pullRequests(question, ALL), metrics.activity(question, ALL));
    }

    private static List<Object> answers(History history, MetricPeriod period) {
        ReferenceMetrics metrics = new ReferenceMetrics(history);
        List<Object> answers = new ArrayList<>();
        for (MetricScope scope : List.of(
                new MetricScope.Organization(),
                new MetricScope.Team(Histories.TEAMS.getFirst()),
                new MetricScope.Repository(Histories.REPOSITORIES.getFirst().id()))) {
            MetricQuestion question = MetricQuestion.about(history, scope);
            answers.add(metrics.dora(question, period));
            answers.add(metrics.dora(question.in("staging"), period));
            answers.add(metrics.pullRequests(question, period));
            answers.add(metrics.activity(question, period));
            answers.add(metrics.timeToRestore(question, period));
            answers.add(metrics.dataQuality(question, period, NOW));
        }
        return answers;
    }

    private static List<DoraAnswer.Metric> metrics(DoraAnswer dora) {
        return List.of(
                dora.deploymentFrequency(),
                dora.changeLeadTime(),
                dora.changeFailRate(),
                dora.failedDeploymentRecoveryTime(),
                dora.deploymentReworkRate());
    }

    private static MetricPeriod period(Choices choices) {
        Instant from = HistoryWriter.BEGINNING.plusSeconds(3600L * choices.below(100 * 24));
        return new MetricPeriod(from, from.plusSeconds(3600L * (1 + choices.below(60 * 24))));
    }
}
