package org.seiplatform.platform.ratelimit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How fast callers may be.
 *
 * @param enabled whether there are limits at all
 * @param key of each key or token, unless its organization has a plan of its own
 * @param organization of all callers of an organization together, unless it has a plan of its own
 * @param anonymous of each address, for requests without a key or token
 * @param webhook of each address, for the webhooks of providers, which prove themselves by signature
 * @param plans other limits by name
 * @param organizations which organizations, by id, have which of the plans
 * @param synchronizeEvery how often instances tell each other through Redis what has been spent
 * @param maximumTracked the most buckets that an instance keeps; those not used for longest are forgotten
 */
@Validated
@ConfigurationProperties("sei.rate-limit")
record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @NotNull @Valid Limit key,
        @NotNull @Valid Limit organization,
        @NotNull @Valid Limit anonymous,
        @NotNull @Valid Limit webhook,
        @DefaultValue Map<String, @Valid Plan> plans,
        @DefaultValue Map<UUID, String> organizations,

        @DefaultValue("100ms") @NotNull @DurationMin(millis = 10)
        Duration synchronizeEvery,

        @DefaultValue("100000") @Positive int maximumTracked) {

    /** Limits of organizations that differ from everybody's. */
    record Plan(@NotNull @Valid Limit key, @NotNull @Valid Limit organization) {}

    @AssertTrue(message = "names a plan that is not among the plans")
    boolean isEveryPlanKnown() {
        return plans.keySet().containsAll(organizations.values());
    }

    /** @param organizationId null for an operator, who has everybody's limits */
    Limit keyLimit(@Nullable UUID organizationId) {
        Plan plan = plan(organizationId);
        return plan == null ? key : plan.key();
    }

    Limit organizationLimit(UUID organizationId) {
        Plan plan = plan(organizationId);
        return plan == null ? organization : plan.organization();
    }

    private @Nullable Plan plan(@Nullable UUID organizationId) {
        String name = organizationId == null ? null : organizations.get(organizationId);
        return name == null ? null : plans.get(name);
    }
}
