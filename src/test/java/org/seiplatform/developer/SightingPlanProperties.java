package org.seiplatform.developer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.developer.IdentityKind.EMAIL;
import static org.seiplatform.developer.IdentityKind.GITHUB;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.seiplatform.developer.SightingPlan.KnownIdentity;

/** Who is who does not depend on the order in which people are seen, nor on how sightings are grouped. */
class SightingPlanProperties {

    @Property
    void theSameSightingsMakeTheSameDevelopers(
            @ForAll("sightings") List<Sighting> sightings,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 5) int batch) {
        List<Sighting> otherwise = new ArrayList<>(sightings);
        otherwise.addAll(sightings);
        Collections.shuffle(otherwise, random);
        assertThat(new World().see(otherwise, batch).people())
                .isEqualTo(new World().see(sightings, sightings.size()).people());
    }

    @Property
    void whatIsKnownAlreadyNeedsNothing(@ForAll("sightings") List<Sighting> sightings) {
        World world = new World().see(sightings, sightings.size());
        SightingPlan plan = world.plan();
        sightings.forEach(plan::see);
        assertThat(plan.isEmpty()).isTrue();
    }

    @Property
    void anIdentityThatAPersonAssignedStaysWhereItIs(
            @ForAll("sightings") List<Sighting> before,
            @ForAll("sightings") List<Sighting> after,
            @ForAll @IntRange(min = 1, max = 5) int batch) {
        World world = new World().see(before, batch);
        IdentityKey assigned = world.owners.keySet().iterator().next();
        UUID owner = world.owners.get(assigned);
        world.byHand.add(assigned);
        assertThat(world.see(after, batch).owners).containsEntry(assigned, owner);
    }

    @Provide
    Arbitrary<List<Sighting>> sightings() {
        Arbitrary<IdentityKey> emails =
                Arbitraries.of("a@x", "b@x", "c@x", "d@x").map(value -> new IdentityKey(EMAIL, value));
        Arbitrary<IdentityKey> logins = Arbitraries.of("ann", "bob", "cy").map(value -> new IdentityKey(GITHUB, value));
        Arbitrary<List<IdentityKey>> keys = Arbitraries.oneOf(
                emails.map(List::of),
                logins.map(List::of),
                Combinators.combine(logins, emails).as(List::of));
        Arbitrary<Sighting> sighting = Combinators.combine(
                        keys,
                        Arbitraries.of("Ann", "Bob", "").injectNull(0.2),
                        Arbitraries.integers().between(0, 3).map(Instant::ofEpochSecond))
                .as(Sighting::new);
        return sighting.list().ofMinSize(1).ofMaxSize(8);
    }

    /** Stands for the database: whose each identity is, and what developers are called. */
    private static final class World {

        private final Map<IdentityKey, UUID> owners = new HashMap<>();
        private final Set<IdentityKey> byHand = new HashSet<>();
        private final Map<UUID, DisplayName> names = new HashMap<>();
        private long ids;

        private World see(List<Sighting> sightings, int batch) {
            for (int start = 0; start < sightings.size(); start += batch) {
                SightingPlan plan = plan();
                sightings
                        .subList(start, Math.min(start + batch, sightings.size()))
                        .forEach(plan::see);
                carryOut(plan);
            }
            return this;
        }

        private SightingPlan plan() {
            Collection<KnownIdentity> known = owners.entrySet().stream()
                    .map(entry -> new KnownIdentity(
                            entry.getKey(), entry.getValue(), byHand.contains(entry.getKey()), name(entry.getValue())))
                    .toList();
            return new SightingPlan(known, () -> new UUID(0, ++ids));
        }

        private void carryOut(SightingPlan plan) {
            plan.unions()
                    .forEach(union -> owners.replaceAll((key, owner) ->
                            owner.equals(union.other()) && !byHand.contains(key) ? union.survivor() : owner));
            names.putAll(plan.newDevelopers());
            owners.putAll(plan.newIdentities());
            names.putAll(plan.renamed());
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
