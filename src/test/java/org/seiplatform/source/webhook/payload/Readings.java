package org.seiplatform.source.webhook.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.seiplatform.fact.Event;
import org.seiplatform.source.webhook.payload.Reading.Facts;
import org.seiplatform.source.webhook.payload.Reading.Ignored;
import org.seiplatform.source.webhook.payload.Reading.Withdrawal;

/** What tests of adapters share: rules that take everything, and the events of a reading. */
public final class Readings {

    public static final UUID REPOSITORY = UUID.fromString("00000000-0000-7000-8000-000000000001");

    /** Every source of deployments counts, and only the names and labels that say so themselves. */
    public static final Rules RULES = rules(EnumSet.allOf(DeploymentSource.class));

    private Readings() {}

    public static Rules rules(Set<DeploymentSource> sources) {
        return new Rules(
                sources,
                "production",
                Pattern.compile("(?i)deploy").asPredicate(),
                Pattern.compile("(?i)^incident$").asPredicate());
    }

    public static List<Event> events(Reading reading) {
        assertThat(reading).isInstanceOf(Facts.class);
        return List.copyOf(((Facts) reading).events().apply(REPOSITORY));
    }

    public static <E extends Event> E event(Reading reading, Class<E> type) {
        assertThat(events(reading)).hasSize(1);
        return type.cast(events(reading).getFirst());
    }

    /** Of no interest unless it was an incident before. */
    public static void assertNoIncident(Reading reading) {
        assertThat(reading).isInstanceOf(Withdrawal.class);
    }

    public static void assertIgnored(Reading reading) {
        assertThat(reading).isInstanceOf(Ignored.class);
    }
}
