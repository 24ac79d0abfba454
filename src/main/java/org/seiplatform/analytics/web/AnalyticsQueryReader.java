package org.seiplatform.analytics.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.ScopeReference;
import org.seiplatform.platform.problem.FieldError;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads an {@link AnalyticsQuery}; whatever is wrong with its parameters is told at once. */
@Component
class AnalyticsQueryReader implements HandlerMethodArgumentResolver {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST_NAME = 200;

    private final Clock clock;
    private final AnalyticsProperties properties;

    AnalyticsQueryReader(Clock clock, AnalyticsProperties properties) {
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == AnalyticsQuery.class;
    }

    @Override
    public AnalyticsQuery resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        List<FieldError> errors = new ArrayList<>();
        Map<ScopeReference.Type, SequencedSet<UUID>> named = new EnumMap<>(ScopeReference.Type.class);
        for (ScopeReference.Type type : ScopeReference.Type.values()) {
            named.put(type, ids(request, type, errors));
        }
        ScopeReference reference = reference(named, errors);
        Instant start = read(
                request,
                "start",
                "must be an instant such as 2026-03-01T00:00:00Z, from 1970 to 2199",
                AnalyticsQueryReader::instant,
                errors);
        Instant end = read(
                request,
                "end",
                "must be an instant such as 2026-03-31T00:00:00Z, from 1970 to 2199",
                AnalyticsQueryReader::instant,
                errors);
        String environment = read(
                request,
                "environment",
                "must have 1 to " + LONGEST_NAME + " characters",
                AnalyticsQueryReader::name,
                errors);
        ZoneId timeZone = read(
                request,
                "time_zone",
                "must be an IANA time zone such as Europe/Berlin",
                AnalyticsQueryReader::timeZone,
                errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new AnalyticsQuery(
                reference,
                named.getOrDefault(ScopeReference.Type.TEAM, new LinkedHashSet<>()),
                period(start, end),
                environment,
                timeZone);
    }

    private static SequencedSet<UUID> ids(NativeWebRequest request, ScopeReference.Type type, List<FieldError> errors) {
        String[] values = request.getParameterValues(type.parameter());
        SequencedSet<UUID> ids = new LinkedHashSet<>();
        for (String value : values == null ? new String[0] : values) {
            UUID id = parse(value, type.parameter(), "must be a UUID", AnalyticsQueryReader::uuid, errors);
            if (id != null) {
                ids.add(id);
            }
        }
        if (ids.size() > 1 && type != ScopeReference.Type.TEAM) {
            errors.add(FieldError.parameter(type.parameter(), "must be given once"));
        }
        return ids;
    }

    private static @Nullable ScopeReference reference(
            Map<ScopeReference.Type, SequencedSet<UUID>> named, List<FieldError> errors) {
        List<ScopeReference> references = named.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry ->
                        new ScopeReference(entry.getKey(), entry.getValue().getFirst()))
                .toList();
        if (references.size() > 1) {
            errors.add(FieldError.parameter(
                    references.getLast().type().parameter(),
                    "must be the only one of organization_id, team_id and repository_id"));
        }
        return references.isEmpty() ? null : references.getFirst();
    }

    private Period period(@Nullable Instant start, @Nullable Instant end) {
        Instant until = end == null ? clock.instant().truncatedTo(ChronoUnit.MINUTES) : end;
        Instant from = start == null ? until.minus(properties.defaultPeriod()) : start;
        if (!from.isBefore(until)) {
            throw ProblemException.invalid("?start", "must be before end, which is " + until);
        }
        Period period = new Period(from, until);
        if (period.length().compareTo(properties.maximumPeriod()) > 0) {
            throw new ProblemException(
                    ProblemType.PERIOD_TOO_LONG,
                    "A period may have " + properties.maximumPeriod().toDays() + " days.");
        }
        return period;
    }

    private static <T> @Nullable T read(
            NativeWebRequest request, String name, String rule, Function<String, T> reader, List<FieldError> errors) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            errors.add(FieldError.parameter(name, "must be given once"));
            return null;
        }
        return parse(values[0], name, rule, reader, errors);
    }

    private static <T> @Nullable T parse(
            String value, String name, String rule, Function<String, T> reader, List<FieldError> errors) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException | DateTimeException exception) {
            errors.add(FieldError.parameter(name, rule));
            return null;
        }
    }

    private static Instant instant(String text) {
        // The plus of an offset that the caller did not escape arrives as a space.
        Instant instant = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
            throw new IllegalArgumentException();
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException();
        }
        return UUID.fromString(text);
    }

    private static ZoneId timeZone(String text) {
        // Offsets such as +02:00 mean the opposite to PostgreSQL.
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException();
        }
        return ZoneId.of(text);
    }

    private static String name(String text) {
        if (text.isBlank() || text.length() > LONGEST_NAME || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
