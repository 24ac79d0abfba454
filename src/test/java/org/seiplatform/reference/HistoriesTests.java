package org.seiplatform.reference;

import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Shows that random histories hold what the definitions speak of, often enough for the comparison to mean something. */
class HistoriesTests {

    private static final MetricPeriod ALL =
            new MetricPeriod(HistoryBuilder.at("01-01 00:00"), HistoryBuilder.at("12-01 00:00"));

    @Provide
    Arbitrary<History> histories() {
        return Histories.histories();
    }

    @Property(tries = 300, seed = "1")
    @StatisticsReport(onFailureOnly = true)
    void everyRuleIsAtWorkInManyHistories(@ForAll("histories") History history) {
        Derived derived = new Derived(history);
        for (String kind : new String[] {"planned", "hotfix", "rollback", "redeploy"}) {
            seen(
                    kind + " by rule",
                    20,
                    derived.deliveries().stream()
                            .anyMatch(delivery -> delivery.deployment().kind() == null
                                    && delivery.kind().equals(kind)));
        }
        History plain = withoutRefsAndPullRequests(history);
        seen(
                "hotfix by revert",
                10,
                Deliveries.of(plain).stream()
                        .anyMatch(delivery -> delivery.deployment().kind() == null
                                && delivery.kind().equals("hotfix")));
        seen(
                "unstated parents",
                20,
                derived.deliveries().stream().anyMatch(delivery -> deliversUnreachable(history, delivery)));
        seen("remediation", 20, derived.deliveries().stream().anyMatch(delivery -> delivery.remediates() != null));
        seen(
                "explicit link",
                10,
                derived.links().stream().anyMatch(link -> link.linkedBy().equals("explicit")));
        seen(
                "link by rule",
                20,
                derived.links().stream().anyMatch(link -> link.linkedBy().equals("rule")));
        seen(
                "group of several",
                10,
                derived.units().stream().anyMatch(unit -> unit.members().size() > 1));
        seen("negative lead time", 10, derived.leadTimes().stream().anyMatch(LeadTime::negative));
        seen(
                "start of a pull request",
                10,
                derived.leadTimes().stream()
                        .anyMatch(row -> !row.start().equals(row.commit().authoredAt())));
        seen("lead times", 50, derived.leadTimes().size() >= 5);
    }

    @Property(tries = 300, seed = "1")
    @StatisticsReport(onFailureOnly = true)
    void everyFigureHasDataInManyHistories(@ForAll("histories") History history) {
        ReferenceMetrics metrics = new ReferenceMetrics(history);
        MetricQuestion question = MetricQuestion.about(history);
        DoraAnswer dora = metrics.dora(question, ALL);
        seen("fail rate", 40, dora.changeFailRate().failed() > 0);
        seen("recovery", 30, dora.failedDeploymentRecoveryTime().sampleSize() > 0);
        seen("open", 10, dora.failedDeploymentRecoveryTime().open() > 0);
        seen("rework", 30, dora.deploymentReworkRate().rework() > 0);
        seen("silence", 1, "no_failure_signal".equals(dora.changeFailRate().reason()));
        PullRequestAnswer flow = metrics.pullRequests(question, ALL);
        seen("pickup", 40, flow.pickup().sampleSize() > 0);
        seen("deploy", 20, flow.deploy().sampleSize() > 0);
        seen("cycle to the merge", 20, flow.cycleNotDeployed() > 0);
        seen("merged without review", 20, !Objects.equals(flow.mergedWithoutReview(), 0.0));
        seen("uneven review load", 20, flow.reviewLoadGini() != null && flow.reviewLoadGini() > 0);
        DataQualityAnswer quality = metrics.dataQuality(question, ALL, HistoryBuilder.at("12-01 00:00"));
        seen("stuck", 20, quality.stuckDeployments() > 0);
        seen("negative stages", 20, quality.negativeDurations().pullRequestStages() > 0);
        seen("negative recoveries", 1, quality.negativeDurations().recoveries() > 0);
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

    private static boolean deliversUnreachable(History history, Delivery delivery) {
        DeploymentFact deployment = delivery.deployment();
        CommitGraph graph = new CommitGraph(history.repository(deployment.repositoryId()), history.commits());
        return deployment.commits() == null
                && !graph.reach(deployment.commitSha()).containsAll(delivery.delivered());
    }

    private static void seen(String what, int percentAtLeast, boolean here) {
        Statistics.label(what).collect(here);
        Statistics.label(what).coverage(coverage -> coverage.check(true).percentage(share -> share >= percentAtLeast));
    }
}
