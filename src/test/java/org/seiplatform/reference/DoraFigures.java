package org.seiplatform.reference;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The figures that the five DORA metrics of one scope and period are made of. */
final class DoraFigures {

    private final Derived derived;
    private final MetricQuestion question;
    private final MetricPeriod period;
    private final Set<UUID> repositories;

    DoraFigures(Derived derived, MetricQuestion question, MetricPeriod period) {
        this.derived = derived;
        this.question = question;
        this.period = period;
        this.repositories = derived.history().repositoriesOf(question.scope());
    }

    /** Units that finished in the period with one of these statuses. */
    List<DeploymentUnit> units(String... statuses) {
        return derived.units().stream()
                .filter(unit -> unit.touches(repositories))
                .filter(unit -> question.covers(derived.history(), unit.environment()))
                .filter(unit -> List.of(statuses).contains(unit.status()))
                .filter(unit -> period.contains(unit.finishedAt()))
                .toList();
    }

    List<DeploymentUnit> successes() {
        return units("success");
    }

    /** Successful units that failed their users. */
    List<DeploymentUnit> failed() {
        return successes().stream()
                .filter(unit -> !derived.failures(unit).isEmpty())
                .toList();
    }

    int count() {
        return successes().size();
    }

    @Nullable
    Double perDay() {
        return count() == 0 ? null : count() / Durations.days(period.length());
    }

    Set<LocalDate> deploymentDays() {
        Set<LocalDate> days = new TreeSet<>();
        for (DeploymentUnit unit : successes()) {
            days.add(Objects.requireNonNull(unit.finishedAt())
                    .atZone(question.timeZone())
                    .toLocalDate());
        }
        return days;
    }

    /** Days with a deployment in each full week, Monday to Monday, that lies wholly in the period; the median of these. */
    @Nullable
    Double medianDeploymentDaysPerWeek() {
        Set<LocalDate> days = deploymentDays();
        List<Double> weeks = new ArrayList<>();
        LocalDate monday = period.start()
                .atZone(question.timeZone())
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (; !startOf(monday.plusWeeks(1)).isAfter(period.end()); monday = monday.plusWeeks(1)) {
            if (!startOf(monday).isBefore(period.start())) {
                weeks.add((double) monday.datesUntil(monday.plusWeeks(1))
                        .filter(days::contains)
                        .count());
            }
        }
        return Percentiles.median(weeks);
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(question.timeZone()).toInstant();
    }

    int failedAttempts() {
        return units("failure", "cancelled").size();
    }

    List<LeadTime> leadTimes() {
        return derived.leadTimes().stream()
                .filter(row -> repositories.contains(row.commit().repositoryId()))
                .filter(row -> question.covers(
                        derived.history(), row.delivery().deployment().environment()))
                .filter(row -> period.contains(row.delivery().finishedAt()))
                .toList();
    }

    Percentiles leadTime() {
        return Percentiles.of(leadTimes().stream().map(LeadTime::seconds).toList());
    }

    /** The change fail rate's numerator. */
    int failures() {
        return failed().size() + countedAttempts();
    }

    /** The change fail rate's denominator. */
    int attempts() {
        return count() + countedAttempts();
    }

    private int countedAttempts() {
        return (int) units("failure").stream().filter(this::countsAsFailure).count();
    }

    /** Whether a unit is a failed attempt that the organization wants to count as a failure. */
    boolean countsAsFailure(DeploymentUnit unit) {
        return derived.history().organization().countFailedAttempts()
                && unit.status().equals("failure");
    }

    /** Whether nothing says that anything ever failed, so that no failures means nothing. */
    boolean silent() {
        return derived.history().incidents().isEmpty() && failures() == 0;
    }

    @Nullable
    Double failRate() {
        return attempts() == 0 || silent() ? null : failures() / (double) attempts();
    }

    /** From the finish of each failed unit that has recovered to then, negative where clocks disagree. */
    List<Duration> recoveries() {
        List<Duration> recoveries = new ArrayList<>();
        for (DeploymentUnit unit : failed()) {
            Optional<Instant> recoveredAt = derived.recoveredAt(unit);
            Instant finishedAt = Objects.requireNonNull(unit.finishedAt());
            recoveredAt.ifPresent(recovered -> recoveries.add(Duration.between(finishedAt, recovered)));
        }
        return recoveries;
    }

    Percentiles recovery() {
        return Percentiles.of(recoveries().stream().map(Durations::seconds).toList());
    }

    int open() {
        return failed().size() - recoveries().size();
    }

    int rework() {
        return (int) successes().stream()
                .filter(unit -> derived.deliveries(unit).stream().anyMatch(Delivery::repair))
                .count();
    }

    @Nullable
    Double reworkRate() {
        return count() == 0 ? null : rework() / (double) count();
    }
}
