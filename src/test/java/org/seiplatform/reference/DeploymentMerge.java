package org.seiplatform.reference;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * "The first success stands": of what senders state the latest counts, of what providers report the first success, else the
 * latest. The sender's word counts once it is a success, or where no provider has reported later. What only senders say is theirs
 * in any case. A reported deployment has begun when the first report says.
 */
final class DeploymentMerge {

    private static final Comparator<DeploymentFact> LATER =
            Comparator.comparing(DeploymentFact::updatedAt).thenComparingInt(DeploymentMerge::progress);

    private DeploymentMerge() {}

    static List<DeploymentFact> of(List<DeploymentFact> stated, List<DeploymentReport> reports) {
        record Statement(DeploymentFact fact, boolean reported) {}
        List<Statement> statements = Stream.concat(
                        stated.stream().map(fact -> new Statement(fact, false)),
                        reports.stream().map(report -> new Statement(report.attempt(), true)))
                .toList();
        return StateMerge.byKey(statements, statement -> statement.fact().key()).stream()
                .map(about -> merge(
                        about.stream()
                                .filter(statement -> !statement.reported())
                                .map(Statement::fact)
                                .toList(),
                        about.stream()
                                .filter(Statement::reported)
                                .map(Statement::fact)
                                .toList()))
                .toList();
    }

    private static DeploymentFact merge(List<DeploymentFact> stated, List<DeploymentFact> reports) {
        if (reports.isEmpty()) {
            return latest(stated);
        }
        DeploymentFact report = reported(reports);
        if (stated.isEmpty()) {
            return report;
        }
        DeploymentFact sender = latest(stated);
        return sender.success() || LATER.compare(report, sender) <= 0
                ? sender
                : with(report, report.startedAt(), sender);
    }

    private static DeploymentFact reported(List<DeploymentFact> reports) {
        List<DeploymentFact> successes =
                reports.stream().filter(DeploymentFact::success).toList();
        DeploymentFact counting = successes.isEmpty() ? latest(reports) : first(successes);
        Instant start = reports.stream()
                .map(DeploymentFact::startedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return with(counting, start, counting);
    }

    private static DeploymentFact first(List<DeploymentFact> successes) {
        Instant first = successes.stream()
                .map(DeploymentFact::finish)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return StateMerge.only(successes.stream()
                .filter(success -> success.finish().equals(first))
                .toList());
    }

    private static DeploymentFact latest(List<DeploymentFact> statements) {
        return StateMerge.latest(statements, DeploymentFact::updatedAt, DeploymentMerge::progress);
    }

    private static int progress(DeploymentFact state) {
        return switch (state.status()) {
            case "in_progress" -> 0;
            case "success" -> 2;
            default -> 1;
        };
    }

    private static DeploymentFact with(DeploymentFact attempt, @Nullable Instant startedAt, DeploymentFact details) {
        return new DeploymentFact(
                attempt.repositoryId(),
                attempt.externalId(),
                attempt.environment(),
                attempt.commitSha(),
                attempt.ref(),
                attempt.status(),
                startedAt,
                attempt.finishedAt(),
                attempt.deployedBy(),
                details.commits(),
                details.kind(),
                details.remediates(),
                details.deploymentGroup(),
                details.failed(),
                attempt.updatedAt());
    }
}
