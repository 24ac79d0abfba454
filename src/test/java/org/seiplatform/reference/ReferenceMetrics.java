package org.seiplatform.reference;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.seiplatform.reference.People.Person;

/**
 * The metric definitions to the letter, over one history. Whatever the facts' order, the answers are the same.
 *
 * <p>Where the definitions leave room, the class that computes the figure says what it chose.
 */
final class ReferenceMetrics {

    private final Derived derived;

    ReferenceMetrics(History history) {
        this.derived = new Derived(history);
    }

    /** The five DORA metrics. */
    DoraAnswer dora(MetricQuestion question, MetricPeriod period) {
        return new DoraCalculation(derived, question, period).answer();
    }

    /** The five DORA metrics of each bucket of the period, as trends show them. */
    List<DoraAnswer> doraByBucket(MetricQuestion question, MetricPeriod period, String granularity, ZoneId timeZone) {
        return Buckets.of(period, granularity, timeZone).stream()
                .map(bucket -> dora(question.at(timeZone), bucket))
                .toList();
    }

    /** Pull-request flow. */
    PullRequestAnswer pullRequests(MetricQuestion question, MetricPeriod period) {
        return new PullRequestFigures(derived, question, period).answer();
    }

    /** Commits, active days, authors and lines. */
    ActivityAnswer activity(MetricQuestion question, MetricPeriod period) {
        return new ActivityFigures(derived, question, period).answer();
    }

    /** From opened to resolved of the incidents resolved in the period. */
    Percentiles timeToRestore(MetricQuestion question, MetricPeriod period) {
        return new IncidentFigures(derived, question, period).timeToRestore();
    }

    /** @param now against which deployments in progress are measured */
    DataQualityAnswer dataQuality(MetricQuestion question, MetricPeriod period, Instant now) {
        return new DataQualityFigures(derived, question, period).answer(now);
    }

    /** The rows behind deployment frequency, change fail rate and deployment rework rate: units, successful or not. */
    List<DeploymentUnit> units(MetricQuestion question, MetricPeriod period) {
        return new DoraFigures(derived, question, period).units("success", "failure", "cancelled");
    }

    /** The rows behind change lead time. */
    List<LeadTime> leadTimes(MetricQuestion question, MetricPeriod period) {
        return new DoraFigures(derived, question, period).leadTimes();
    }

    /** What each successful deployment of the scope, in the environments asked for, did; whatever the period. */
    List<Delivery> deliveries(MetricQuestion question) {
        Set<UUID> repositories = derived.history().repositoriesOf(question.scope());
        return derived.deliveries().stream()
                .filter(delivery -> repositories.contains(delivery.deployment().repositoryId()))
                .filter(delivery ->
                        question.covers(derived.history(), delivery.deployment().environment()))
                .toList();
    }

    /** The failures among {@link #deliveries}. */
    List<Failure> failures(MetricQuestion question) {
        return deliveries(question).stream()
                .flatMap(delivery -> derived.failure(delivery).stream())
                .toList();
    }

    /** Which incident is laid at which deployment's door, in the whole organization. */
    List<IncidentLink> incidentLinks() {
        return derived.links();
    }

    /** What the report on a scope says. */
    ReportCalculation report(MetricQuestion question, MetricPeriod period, Function<Person, UUID> ids) {
        return new ReportCalculation(derived, question, period, ids);
    }

    /** What the report on a developer says, and that on a team of its members. */
    PersonCalculation persons(MetricQuestion question, MetricPeriod period, Function<Person, UUID> ids) {
        return new PersonCalculation(derived, question, period, ids);
    }

    /** Any metric by bucket. */
    SeriesCalculation series(MetricQuestion question) {
        return new SeriesCalculation(derived, question);
    }

    /** The rows behind the figures, as the drill-down shows them. */
    RowsCalculation rows(MetricQuestion question, MetricPeriod period) {
        return new RowsCalculation(derived, question, period);
    }

    /** Who is who. */
    People people() {
        return derived.people();
    }
}
