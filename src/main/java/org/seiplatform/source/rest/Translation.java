package org.seiplatform.source.rest;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event;
import org.seiplatform.fact.EventReferences;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ValidationProblems;

/** Turns the events of one request from what callers write into what they mean. */
final class Translation {

    private static final int REMEMBERED = 10_000;

    private final UUID organizationId;
    private final Instant arrival;
    private final Validator validator;
    private final EventReferences references;
    private final Map<Object, @Nullable UUID> found = new Remembered();

    Translation(UUID organizationId, Instant arrival, Validator validator, EventReferences references) {
        this.organizationId = organizationId;
        this.arrival = arrival;
        this.validator = validator;
        this.references = references;
    }

    /**
     * The event that was written.
     *
     * @throws ProblemException with the rules that it breaks
     */
    <R extends EventRequest> Event validated(R request) {
        Set<ConstraintViolation<R>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw ValidationProblems.of(violations);
        }
        return request.toEvent(this);
    }

    Instant updatedAt(@Nullable Instant stated) {
        return stated == null ? arrival : stated;
    }

    /** The repository that an event names in one of two ways. */
    UUID repository(@Nullable UUID id, @Nullable RepositoryReference reference) {
        return repository("", id, reference);
    }

    /** The repository that an object within an event names in one of two ways. */
    UUID repository(String pointer, @Nullable UUID id, @Nullable RepositoryReference reference) {
        require(id == null || reference == null, pointer + "/repository", "is not given along with repository_id");
        if (id != null) {
            return known(
                    pointer + "/repository_id",
                    "repository",
                    id,
                    () -> references.hasRepository(organizationId, id) ? id : null);
        }
        if (reference == null) {
            throw ProblemException.invalid(pointer + "/repository_id", "is required, or else repository");
        }
        return known(pointer + "/repository", "repository", reference, () -> repository(pointer, reference));
    }

    private @Nullable UUID repository(String pointer, RepositoryReference reference) {
        List<UUID> candidates = references.repositories(
                organizationId, reference.provider().code(), reference.providerId(), reference.canonicalHost());
        require(
                candidates.size() < 2,
                pointer + "/repository/host",
                "is required, because several hosts have a repository with this provider_id");
        return candidates.isEmpty() ? null : candidates.getFirst();
    }

    /** The team that an event names. */
    UUID team(UUID id) {
        return known("/team_id", "team", new Team(id), () -> references.hasTeam(organizationId, id) ? id : null);
    }

    /** Looks each thing up once. What belongs to another organization is as unknown as what does not exist. */
    private UUID known(String pointer, String what, Object key, Supplier<@Nullable UUID> lookup) {
        UUID id = found.containsKey(key) ? found.get(key) : lookup.get();
        found.put(key, id);
        if (id == null) {
            throw ProblemException.invalid(pointer, "unknown " + what);
        }
        return id;
    }

    /** Refuses the event unless a rule about several of its fields holds. */
    static void require(boolean holds, String pointer, String message) {
        if (!holds) {
            throw ProblemException.invalid(pointer, message);
        }
    }

    static String lowerCase(String sha) {
        return sha.toLowerCase(Locale.ROOT);
    }

    static <T> List<T> listOrEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Tells teams from repositories among the remembered. */
    private record Team(UUID id) {}

    /** As many look-ups as are likely to come again, the latest ones. */
    private static final class Remembered extends LinkedHashMap<Object, @Nullable UUID> {

        private Remembered() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, @Nullable UUID> eldest) {
            return size() > REMEMBERED;
        }
    }
}
