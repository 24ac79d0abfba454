package org.seiplatform.reference;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes up questions about a history: about any scope, environment, time zone and period. */
final class RandomQuestions {

    static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
    static final Instant TO = Instant.parse("2026-05-01T00:00:00Z");

    /** Beside common ones: days that begin at one o'clock, clocks that jump by half an hour, and days cut at odd minutes. */
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Asia/Beirut"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Auckland"));

    /** Days on which clocks jump somewhere among {@link #ZONES}. */
    private static final List<LocalDate> JUMPS = List.of(
            LocalDate.of(2026, 3, 8), LocalDate.of(2026, 3, 29), LocalDate.of(2026, 4, 5), LocalDate.of(2026, 3, 28));

    private static final List<String> ENVIRONMENTS =
            List.of("production", "Staging", "Prod-EU", "preprod", "PRODUCTION", "nowhere");

    private final History history;
    private final Random random;

    RandomQuestions(History history, Random random) {
        this.history = history;
        this.random = random;
    }

    /** A question and the period that it is asked for. */
    record Asked(MetricQuestion question, MetricPeriod period) {

        /** As query parameters. */
        String parameters() {
            String scope = switch (question.scope()) {
                case MetricScope.Organization all -> "";
                case MetricScope.Team team -> "&team_id=" + team.id();
                case MetricScope.Repository repository -> "&repository_id=" + repository.id();
            };
            return periodParameters() + scope;
        }

        /** The same for addresses that name the scope themselves. */
        String periodParameters() {
            return "start=" + period.start() + "&end=" + period.end() + parameter("environment", question.environment())
                    + parameter("time_zone", question.timeZone().getId());
        }

        private static String parameter(String name, @Nullable String value) {
            return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    Asked any() {
        return about(of(Histories.scopes(history)));
    }

    Asked about(MetricScope scope) {
        return new Asked(question(scope), period());
    }

    private MetricQuestion question(MetricScope scope) {
        MetricQuestion question = MetricQuestion.about(history, scope).at(of(ZONES));
        return random.nextInt(4) == 0 ? question.in(of(ENVIRONMENTS)) : question;
    }

    /** A question about few enough hours to be asked hour by hour. */
    Asked ofSomeHours() {
        MetricQuestion question = question(of(Histories.scopes(history)));
        Instant start = of(JUMPS).atStartOfDay(question.timeZone()).toInstant().plus(Duration.ofMinutes(of(0, 20)));
        return new Asked(question, new MetricPeriod(start, start.plus(Duration.ofHours(1 + random.nextInt(60)))));
    }

    /** All of it, or a part that begins or ends anywhere, often at the very instant of an event, or at midnight. */
    MetricPeriod period() {
        return switch (random.nextInt(8)) {
            case 0 -> new MetricPeriod(FROM, TO);
            case 1, 2 -> from(instant());
            case 3, 4 -> to(instant());
            case 5 -> from(of(JUMPS).atStartOfDay(of(ZONES)).toInstant());
            default -> from(FROM.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 60))));
        };
    }

    private MetricPeriod from(Instant start) {
        return new MetricPeriod(start, start.plus(length()));
    }

    private MetricPeriod to(Instant end) {
        return new MetricPeriod(end.minus(length()), end);
    }

    /** Around the seven days from which there are ratings, or anything. */
    private Duration length() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofDays(7).minusSeconds(of(0, 1));
            case 1 -> Duration.ofDays(30);
            default -> Duration.ofMinutes(1 + random.nextInt(60 * 24 * 60));
        };
    }

    /** When something in the history happened, whatever there is most of. */
    private Instant instant() {
        List<Instant> instants = new ArrayList<>();
        switch (random.nextInt(5)) {
            case 0 -> history.commits().forEach(commit -> instants.add(commit.committedAt()));
            case 1 ->
                history.incidents().forEach(incident -> add(instants, incident.openedAt(), incident.resolvedAt()));
            case 2 ->
                history.pullRequests()
                        .forEach(pull -> add(instants, pull.openedAt(), pull.mergedAt(), pull.closedAt()));
            default -> history.deployments().forEach(deployment -> add(instants, deployment.finishedAt()));
        }
        return instants.isEmpty() ? FROM : of(instants);
    }

    private static void add(List<Instant> instants, @Nullable Instant... some) {
        Arrays.stream(some).filter(Objects::nonNull).forEach(instants::add);
    }

    <T> T of(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    private int of(int one, int other) {
        return random.nextBoolean() ? one : other;
    }
}
