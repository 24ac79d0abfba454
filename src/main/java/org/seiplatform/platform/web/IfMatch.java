package org.seiplatform.platform.web;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * The versions that a change is meant for, from the header {@code If-Match}; as an argument of a controller it makes the header
 * required.
 *
 * @param entityTags acceptable tags, in quotes; empty for {@code *}, which accepts any
 */
public record IfMatch(Set<String> entityTags) {

    /** Of several changes at once one succeeds, so that as many may be made at the same time. */
    private static final int ATTEMPTS = 100;

    /**
     * Changes the version that is there now, if it is meant. Where any is meant, a change that came between is no reason to refuse
     * this one: it is made to what came out of the other.
     *
     * @param change throws an {@link OptimisticLockingFailureException} if the version is no longer the current one
     * @throws ProblemException {@code precondition_failed} if the resource has moved on
     */
    public <V extends Versioned, R> R apply(Supplier<V> read, Function<V, R> change) {
        for (int attempt = 1; ; attempt++) {
            V current = read.get();
            check(current);
            try {
                return change.apply(current);
            } catch (OptimisticLockingFailureException moved) {
                if (!entityTags.isEmpty() || attempt == ATTEMPTS) {
                    throw moved;
                }
            }
        }
    }

    /** The same for a change that leaves nothing to be shown. */
    public <V extends Versioned> void accept(Supplier<V> read, Consumer<V> change) {
        apply(read, current -> {
            change.accept(current);
            return current;
        });
    }

    private void check(Versioned resource) {
        if (!entityTags.isEmpty() && !entityTags.contains("\"" + resource.version() + "\"")) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED, "It has changed since you read it; read it again.");
        }
    }
}
