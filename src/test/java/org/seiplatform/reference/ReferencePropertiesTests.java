package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** What holds in every history. */
class ReferencePropertiesTests {

    private static final Instant NOW = Instant.parse("2026-05-20T00:00:00Z");
    private static final MetricPeriod ALL =
            new MetricPeriod(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-09-01T00:00:00Z"));

    @Provide
    Arbitrary<History> histories() {
        return Histories.histories();
    }

    @Provide
    Arbitrary<Tuple2<History, List<List<Fact>>>> tellings() {
        return Histories.histories()
                .flatMap(history -> Tellings.of(history).map(requests -> Tuple.of(history, requests)));
    }

    @Provide
    Arbitrary<MetricPeriod> periods() {
        Arbitrary<Integer> starts = Arbitraries.integers().between(0, 100 * 24);
        Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 60 * 24);
        return starts.flatMap(start -> lengths.map(length -> {
            Instant from = HistoryWriter.BEGINNING.plusSeconds(3600L * start);
            return new MetricPeriod(from, from.plusSeconds(3600L * length));
        }));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void theSameHistoryIsFoundHoweverItIsTold(@ForAll("tellings") Tuple2<History, List<List<Fact>>> telling) {
        History history = telling.get1();
        List<Fact> statements = telling.get2().stream().flatMap(List::stream).toList();
        History told = History.of(
                history.organization(), history.repositories(), history.teams(), history.developers(), statements);
        assertThat(told.facts()).containsExactlyInAnyOrderElementsOf(history.facts());
    }

    @Property(tries = 100)
    void theOrderOfFactsChangesNothing(
            @ForAll("histories") History history, @ForAll("periods") MetricPeriod period, @ForAll Random random) {
        History shuffled = new History(
                history.organization(),
                shuffled(history.repositories(), random),
                shuffled(history.teams(), random),
                history.developers(),
                shuffled(history.commits(), random),
                shuffled(history.pullRequests(), random),
                shuffled(history.deployments(), random),
                shuffled(history.incidents(), random));
        assertThat(answers(shuffled, period)).isEqualTo(answers(history, period));
    }

    @Property(tries = 200)
    void aCommitIsDeliveredToAnEnvironmentAtMostOnce(@ForAll("histories") History history) {
        Set<Object> delivered = new HashSet<>();
        for (Delivery delivery : new Derived(history).deliveries()) {
            for (String sha : delivery.delivered()) {
                DeploymentFact deployment = delivery.deployment();
                assertThat(delivered.add(List.of(deployment.repositoryId(), deployment.environment(), sha)))
                        .as("first delivery of %s", sha)
                        .isTrue();
            }
        }
    }

    @Property(tries = 200)
    void eachEnvironmentOfARepositoryHasOneBaselineAndItHasNoLeadTimes(@ForAll("histories") History history) {
        Derived derived = new Derived(history);
        List<List<Object>> sequences = derived.deliveries().stream()
                .map(delivery -> List.<Object>of(
                        delivery.deployment().repositoryId(),
                        delivery.deployment().environment()))
                .toList();
        List<List<Object>> baselines = derived.deliveries().stream()
                .filter(Delivery::baseline)
                .map(delivery -> List.<Object>of(
                        delivery.deployment().repositoryId(),
                        delivery.deployment().environment()))
                .toList();
        assertThat(baselines).doesNotHaveDuplicates().hasSameElementsAs(new HashSet<>(sequences));
        assertThat(derived.leadTimes()).noneMatch(row -> row.delivery().baseline());
    }

    @Property(tries = 200)
    void percentilesLieInOrderWithinTheSample(@ForAll("histories") History history) {
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
    }

    @Property(tries = 100)
    void figuresOfADayAddUpToThoseOfThePeriod(
            @ForAll("histories") History history, @ForAll("periods") MetricPeriod period) {
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
        assertThat(days.stream().mapToLong(day -> day.changeFailRate().failed()).sum())
                .isEqualTo(whole.changeFailRate().failed());
    }

    @Property(tries = 200)
    void noDataIsNullAndOnlyThenAReasonForIt(
            @ForAll("histories") History history, @ForAll("periods") MetricPeriod period) {
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
    }

    @Property(tries = 50)
    void otherIdsGiveTheSameFiguresWhileTheyKeepTheirOrder(@ForAll("histories") History history) {
        History renamed =
                history.renamed(id -> new UUID(id.getMostSignificantBits() ^ 0xFFFFL, id.getLeastSignificantBits()));
        assertThat(organizationAnswers(renamed)).isEqualTo(organizationAnswers(history));
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

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
