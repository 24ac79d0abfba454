package org.seiplatform.platform.resilience;

import io.lettuce.core.RedisCommandExecutionException;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells failures of what is remote from answers that it gave and from our own mistakes. */
final class Faults {

    private Faults() {}

    static Predicate<Throwable> of(Dependency dependency) {
        return switch (dependency) {
            case DATABASE -> Faults::ofDatabase;
            // An error that Redis answers, such as that it is full, shows that it is there.
            case REDIS -> failure -> !causedBy(failure, RedisCommandExecutionException.class);
            case GIT, TOKEN_ISSUER, VAULT ->
                failure -> !(failure instanceof ProblemException) && causedBy(failure, IOException.class);
        };
    }

    private static boolean ofDatabase(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof java.sql.SQLException;
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .anyMatch(type::isInstance);
    }
}
