package org.seiplatform.developer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.developer.IdentityKind.EMAIL;
import static org.seiplatform.developer.IdentityKind.GITHUB;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.instancio.junit.Given;
import org.instancio.junit.InstancioExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seiplatform.developer.IdentityResolution.KnownIdentity;
import org.seiplatform.testing.Choices;

/** Who is who does not depend on the order in which people are seen, nor on how observed are grouped. */
@ExtendWith(InstancioExtension.class)
class IdentityResolutionProperties {

    private static final int TRIES = 1000;

    @Test
    void theSameObservationsMakeTheSameDevelopers(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(TRIES, choices -> {
            List<ObservedIdentity> observed = observed(choices);
            List<ObservedIdentity> twice = new ArrayList<>(observed);
            twice.addAll(observed);
            World one = new World().see(choices.shuffled(twice), 1 + choices.below(5));
            World other = new World().see(observed, observed.size());
            assertThat(one.people()).isEqualTo(other.people());
            assertThat(one.bots).isEqualTo(other.bots);
        });
    }

    @Test
    void whatIsKnownAlreadyNeedsNothing(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(TRIES, choices -> {
            List<ObservedIdentity> observed = observed(choices);
            World world = new World().see(observed, observed.size());
            IdentityResolution plan = world.plan();
            observed.forEach(plan::see);
            assertThat(plan.isEmpty()).isTrue();
        });
    }

    @Test
    void anIdentityThatAPersonAssignedStaysWhereItIs(@Given(Choices.Seeded.class) Choices seeded) {
        seeded.times(TRIES, choices -> {
            int batch = 1 + choices.below(5);
            World world = new World().see(observed(choices), batch);
            IdentityKey assigned = world.owners.keySet().iterator().next();
            UUID owner = world.owners.get(assigned);
            world.byHand.add(assigned);
            assertThat(world.see(observed(choices), batch).owners).containsEntry(assigned, owner);
        });
    }

    private static List<ObservedIdentity> observed(Choices choices) {
        return choices.list(1 + choices.below(8), () -> anyone(choices));
    }

    private static ObservedIdentity anyone(Choices choices) {
        IdentityKey email = new IdentityKey(EMAIL, "", choices.of(List.of("a@x", "b@x", "c@x", "d@x")));
        IdentityKey login = new IdentityKey(GITHUB, "github.com", choices.of(List.of("ann", "bob", "cy")));
        List<IdentityKey> keys = choices.of(List.of(List.of(email), List.of(login), List.of(login, email)));
        @Nullable String name = choices.nullOnceIn(5, () -> choices.of(List.of("Ann", "Bob", "")));
        return new ObservedIdentity(keys, name, Instant.ofEpochSecond(choices.below(4)), choices.below(4) == 0);
    }

    /** Stands for the database: whose each identity is, and what developers are called. */
    private static final class World {

        private final Map<IdentityKey, UUID> owners = new HashMap<>();
        private final Set<IdentityKey> bots = new HashSet<>();
        private final Set<IdentityKey> byHand = new HashSet<>();
        private final Map<UUID, DisplayName> names = new HashMap<>();
        private long ids;

        private World see(List<ObservedIdentity> observed, int batch) {
            for (int start = 0; start < observed.size(); start += batch) {
                IdentityResolution plan = plan();
                observed.subList(start, Math.min(start + batch, observed.size()))
                        .forEach(plan::see);
                carryOut(plan);
            }
            return this;
        }

        private IdentityResolution plan() {
            Collection<KnownIdentity> known = owners.entrySet().stream()
                    .map(entry -> new KnownIdentity(
                            entry.getKey(),
                            entry.getValue(),
                            byHand.contains(entry.getKey()),
                            bots.contains(entry.getKey()),
                            name(entry.getValue()),
                            false))
                    .toList();
            return new IdentityResolution(known, () -> new UUID(0, ++ids));
        }

        private void carryOut(IdentityResolution plan) {
            plan.unions()
                    .forEach(union -> owners.replaceAll((key, owner) ->
                            owner.equals(union.other()) && !byHand.contains(key) ? union.survivor() : owner));
            names.putAll(plan.newDevelopers());
            owners.putAll(plan.newIdentities());
            names.putAll(plan.renamed());
            bots.addAll(plan.newBots());
        }

        private DisplayName name(UUID developer) {
            return Objects.requireNonNull(names.get(developer));
        }

        /** Each developer's identities with the developer's name. */
        private Map<Set<IdentityKey>, String> people() {
            Map<UUID, Set<IdentityKey>> identities = new HashMap<>();
            owners.forEach((key, owner) ->
                    identities.computeIfAbsent(owner, id -> new HashSet<>()).add(key));
            Map<Set<IdentityKey>, String> people = new HashMap<>();
            identities.forEach((owner, keys) -> people.put(keys, name(owner).text()));
            return people;
        }
    }
}
