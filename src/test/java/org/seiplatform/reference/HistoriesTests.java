package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Choices;

/** Shows that random histories hold what the definitions speak of, often enough for the comparison to mean something. */
class HistoriesTests {

    private static final int HISTORIES = 300;

    private static final MetricPeriod ALL =
            new MetricPeriod(HistoryBuilder.at("01-01 00:00"), HistoryBuilder.at("12-01 00:00"));

    @Test
    void everyRuleIsAtWorkInManyHistories() {
        inManyHistories(HistoriesTests::rules);
    }

    private static void rules(History history, Shares shares) {
        Derived derived = new Derived(history);
        for (String kind : new String[] {"planned", "hotfix", "rollback", "redeploy"}) {
            shares.seen(
                    kind + " by rule",
                    20,
                    derived.deliveries().stream()
                            .anyMatch(delivery -> delivery.deployment().kind() == null
                                    && delivery.kind().equals(kind)));
        }
        History plain = withoutRefsAndPullRequests(history);
        shares.seen(
                "hotfix by revert",
                10,
                Deliveries.of(plain).stream()
                        .anyMatch(delivery -> delivery.deployment().kind() == null
                                && delivery.kind().equals("hotfix")));
        shares.seen(
                "unstated parents",
                20,
                derived.deliveries().stream().anyMatch(delivery -> deliversUnreachable(history, delivery)));
        shares.seen(
                "remediation", 20, derived.deliveries().stream().anyMatch(delivery -> delivery.remediates() != null));
        shares.seen(
                "rollback without commits",
                5,
                derived.deliveries().stream()
                        .anyMatch(delivery -> delivery.kind().equals("rollback")
                                && delivery.deployment().kind() == null
                                && unknown(history, delivery.deployment())));
        for (String kind : new String[] {"rollback", "hotfix"}) {
            shares.seen(
                    kind + " by rule remediates another than the previous one",
                    kind.equals("rollback") ? 10 : 2,
                    remedies(derived.deliveries(), kind).stream()
                            .anyMatch(remedy -> remedy.remediates() != null
                                    && remedy.deployment().remediates() == null
                                    && !remedy.remediates().equals(previous(derived.deliveries(), remedy))));
        }
        shares.seen(
                "rollback by rule remediates nothing",
                5,
                remedies(derived.deliveries(), "rollback").stream().anyMatch(remedy -> remedy.remediates() == null));
        shares.seen(
                "explicit link",
                10,
                derived.links().stream().anyMatch(link -> link.linkedBy().equals("explicit")));
        shares.seen(
                "link by rule",
                20,
                derived.links().stream().anyMatch(link -> link.linkedBy().equals("rule")));
        shares.seen(
                "group of several",
                10,
                derived.units().stream().anyMatch(unit -> unit.members().size() > 1));
        shares.seen("negative lead time", 10, derived.leadTimes().stream().anyMatch(LeadTime::negative));
        shares.seen(
                "start of a pull request",
                10,
                derived.leadTimes().stream()
                        .anyMatch(row -> !row.start().equals(row.commit().authoredAt())));
        shares.seen("lead times", 40, derived.leadTimes().size() >= 5);
    }

    @Test
    void everyFigureHasDataInManyHistories() {
        inManyHistories(HistoriesTests::figures);
    }

    private static void figures(History history, Shares shares) {
        ReferenceMetrics metrics = new ReferenceMetrics(history);
        MetricQuestion question = MetricQuestion.about(history);
        DoraAnswer dora = metrics.dora(question, ALL);
        shares.seen("fail rate", 40, dora.changeFailRate().failed() > 0);
        shares.seen("recovery", 30, dora.failedDeploymentRecoveryTime().sampleSize() > 0);
        shares.seen("open", 10, dora.failedDeploymentRecoveryTime().open() > 0);
        shares.seen("rework", 30, dora.deploymentReworkRate().rework() > 0);
        shares.seen(
                "silence", 1, "no_failure_signal".equals(dora.changeFailRate().reason()));
        PullRequestAnswer flow = metrics.pullRequests(question, ALL);
        shares.seen("pickup", 40, flow.pickup().sampleSize() > 0);
        shares.seen("deploy", 20, flow.deploy().sampleSize() > 0);
        shares.seen("cycle to the merge", 20, flow.cycleNotDeployed() > 0);
        shares.seen("merged without review", 20, !Objects.equals(flow.mergedWithoutReview(), 0.0));
        shares.seen("uneven review load", 20, flow.reviewLoadGini() != null && flow.reviewLoadGini() > 0);
        DataQualityAnswer quality = metrics.dataQuality(question, ALL, HistoryBuilder.at("12-01 00:00"));
        shares.seen("stuck", 20, quality.stuckDeployments() > 0);
        shares.seen("negative stages", 20, quality.negativeDurations().pullRequestStages() > 0);
        shares.seen("negative recoveries", 1, quality.negativeDurations().recoveries() > 0);
    }

    private static History withoutRefsAndPullRequests(History history) {
        return new History(
                history.organization(),
                history.repositories(),
                history.teams(),
                history.developers(),
                history.commits(),
                List.of(),
                history.deployments().stream()
                        .map(deployment -> withoutRef(deployment))
                        .toList(),
                history.incidents());
    }

    private static DeploymentFact withoutRef(DeploymentFact deployment) {
        return new DeploymentFact(
                deployment.repositoryId(),
                deployment.externalId(),
                deployment.environment(),
                deployment.commitSha(),
                null,
                deployment.status(),
                deployment.startedAt(),
                deployment.finishedAt(),
                deployment.deployedBy(),
                deployment.commits(),
                deployment.kind(),
                deployment.remediates(),
                deployment.deploymentGroup(),
                deployment.failed(),
                deployment.updatedAt());
    }

    private static List<Delivery> remedies(List<Delivery> deliveries, String kind) {
        return deliveries.stream()
                .filter(delivery -> delivery.kind().equals(kind))
                .toList();
    }

    private static boolean unknown(History history, DeploymentFact deployment) {
        return history.commits().stream().noneMatch(commit -> commit.sha().equals(deployment.commitSha()));
    }

    private static @Nullable String previous(List<Delivery> deliveries, Delivery delivery) {
        DeploymentFact deployment = delivery.deployment();
        return deliveries.stream()
                .map(Delivery::deployment)
                .filter(other -> other.repositoryId().equals(deployment.repositoryId())
                        && other.environment().equals(deployment.environment())
                        && Deliveries.ORDER.compare(other, deployment) < 0)
                .max(Deliveries.ORDER)
                .map(DeploymentFact::externalId)
                .orElse(null);
    }

    @Test
    void providersReportMoreThanTheirFirstSuccessInManyTellings() {
        Shares shares = new Shares();
        new Choices(1).times(HISTORIES, choices -> {
            List<DeploymentReport> reports = EventOrders.of(Histories.history(choices), choices).stream()
                    .flatMap(List::stream)
                    .filter(DeploymentReport.class::isInstance)
                    .map(DeploymentReport.class::cast)
                    .distinct()
                    .toList();
            shares.seen("several successes", 30, afterSuccess(reports, "success"));
            shares.seen("failure after success", 30, afterSuccess(reports, "failure"));
            shares.seen("job after success", 30, afterSuccess(reports, "in_progress"));
        });
        shares.check();
    }

    private static boolean afterSuccess(List<DeploymentReport> reports, String status) {
        return reports.stream()
                .filter(success -> success.attempt().success())
                .anyMatch(success -> reports.stream()
                        .anyMatch(later ->
                                later.attempt().key().equals(success.attempt().key())
                                        && later.attempt().status().equals(status)
                                        && later.updatedAt().isAfter(success.updatedAt())));
    }

    private static boolean deliversUnreachable(History history, Delivery delivery) {
        DeploymentFact deployment = delivery.deployment();
        CommitGraph graph = new CommitGraph(history.repository(deployment.repositoryId()), history.commits());
        return deployment.commits() == null
                && !graph.reach(deployment.commitSha()).containsAll(delivery.delivered());
    }

    private static void inManyHistories(BiConsumer<History, Shares> look) {
        Shares shares = new Shares();
        new Choices(1).times(HISTORIES, choices -> look.accept(Histories.history(choices), shares));
        shares.check();
    }

    /** How many histories have something, beside the share that should. */
    private static final class Shares {

        private final Map<String, Integer> counts = new HashMap<>();
        private final Map<String, Integer> percentages = new HashMap<>();

        private void seen(String what, int percentAtLeast, boolean here) {
            counts.merge(what, here ? 1 : 0, Integer::sum);
            percentages.put(what, percentAtLeast);
        }

        private void check() {
            assertThat(counts)
                    .isNotEmpty()
                    .allSatisfy((what, count) ->
                            assertThat(count * 100 / HISTORIES).as(what).isGreaterThanOrEqualTo(percentages.get(what)));
        }
    }
}
