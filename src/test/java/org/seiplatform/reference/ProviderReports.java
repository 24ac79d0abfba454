package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.seiplatform.testing.Choices;

/**
 * Makes up what GitHub reports of a deployment beside, or in place of, what its sender states: several successes, failures before
 * and after them, jobs that are played later. The deployment ends as it is meant to.
 */
final class ProviderReports {

    /** What the external ids of GitHub's deployments begin with. */
    static final String PREFIX = "deployment:";

    private final DeploymentFact last;
    private final Choices choices;
    private final List<Fact> statements = new ArrayList<>();

    private ProviderReports(DeploymentFact last, Choices choices) {
        this.last = last;
        this.choices = choices;
    }

    /**
     * Statements that end in a deployment's last state.
     *
     * @param stated those of its sender that do
     */
    static List<Fact> of(DeploymentFact last, List<? extends Fact> stated, Choices choices) {
        ProviderReports reports = new ProviderReports(last, choices);
        if (reports.reportable() && choices.onceIn(2)) {
            reports.decide();
        } else {
            reports.statements.addAll(stated);
            reports.changeNothing();
        }
        return reports.statements;
    }

    /** Whether GitHub could report the last state. */
    private boolean reportable() {
        PersonFact person = last.deployedBy();
        return last.startedAt() != null
                && !last.status().equals("cancelled")
                && (person == null || person.name() == null && person.email() == null && person.login() != null);
    }

    /** The last state is a report; where there are details, its sender has stated them before. */
    private void decide() {
        statements.add(report(last.environment(), last.commitSha(), last.status(), 0));
        if (!detailed().isEmpty() || choices.onceIn(3)) {
            statements.add(unfinished(-300));
        }
        sometimes("in_progress", -120);
        sometimes("failure", -60);
        if (last.success()) {
            sometimes("failure", 60);
            sometimes("in_progress", 120);
            sometimes("success", 480);
            if (choices.onceIn(4)) {
                statements.add(success(Objects.requireNonNull(last.finishedAt()).plus(Duration.ofHours(1)), -30));
            }
        }
    }

    /** The last state is stated; a success stands against all reports, anything else against earlier ones. */
    private void changeNothing() {
        sometimes("in_progress", -90);
        sometimes("success", -100);
        sometimes("failure", -30);
        if (last.success()) {
            sometimes("success", 30);
            sometimes("failure", 90);
            sometimes("in_progress", 100);
        }
    }

    private List<Object> detailed() {
        List<Object> details = new ArrayList<>();
        for (Object detail :
                new Object[] {last.commits(), last.kind(), last.remediates(), last.deploymentGroup(), last.failed()}) {
            if (detail != null) {
                details.add(detail);
            }
        }
        return details;
    }

    private void sometimes(String status, int minutesLater) {
        if (choices.onceIn(3)) {
            String environment = choices.of(List.of(last.environment(), "staging", "live"));
            statements.add(report(environment, HistoryWriter.sha("reported only"), status, minutesLater));
        }
    }

    private DeploymentReport report(String environment, String sha, String status, int minutesLater) {
        Instant finishedAt = status.equals("in_progress") ? null : later(finish(), minutesLater);
        return DeploymentReport.of(
                last,
                environment,
                sha,
                status,
                startedAt(minutesLater),
                finishedAt,
                later(last.updatedAt(), minutesLater));
    }

    private DeploymentReport success(Instant finishedAt, int minutesLater) {
        return DeploymentReport.of(
                last,
                last.environment(),
                last.commitSha(),
                "success",
                startedAt(minutesLater),
                finishedAt,
                later(last.updatedAt(), minutesLater));
    }

    /** A deployment has begun when the first report says. */
    private Instant startedAt(int minutesLater) {
        Instant startedAt = last.startedAt() == null ? finish().minusSeconds(600) : last.startedAt();
        return minutesLater == 0 ? startedAt : startedAt.plusSeconds(choices.below(2) * 60L);
    }

    private Instant finish() {
        return last.finishedAt() == null ? last.updatedAt() : last.finishedAt();
    }

    private static Instant later(Instant instant, int minutes) {
        return instant.plus(Duration.ofMinutes(minutes));
    }

    /** A statement of the sender's, before the reports, with its details. */
    private DeploymentFact unfinished(int minutesLater) {
        return new DeploymentFact(
                last.repositoryId(),
                last.externalId(),
                choices.of(List.of(last.environment(), "staging")),
                last.commitSha(),
                "stated",
                "in_progress",
                null,
                null,
                null,
                last.commits(),
                last.kind(),
                last.remediates(),
                last.deploymentGroup(),
                last.failed(),
                later(last.updatedAt(), minutesLater));
    }
}
