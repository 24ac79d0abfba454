package org.seiplatform.platform.resilience;

import io.lettuce.core.RedisCommandExecutionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.seiplatform.platform.problem.DatabaseOutage;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.web.client.HttpServerErrorException;

/** Decides which exceptions count as failures of a dependency, and which of these are transient. */
final class FailureClassifier {

    private static final List<Class<? extends IOException>> NETWORK = List.of(
            SocketException.class,
            UnknownHostException.class,
            InterruptedIOException.class,
            HttpTimeoutException.class,
            EOFException.class,
            SSLException.class);

    private static final String QUERY_CANCELED = "57014";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private FailureClassifier() {}

    static Predicate<Throwable> of(Dependency dependency) {
        return switch (dependency) {
            case DATABASE -> FailureClassifier::ofDatabase;
            // An error that Redis answers, such as that it is full, shows that it is there.
            case REDIS -> failure -> !causedBy(failure, RedisCommandExecutionException.class);
            // A server that says no is there; so is one that does not know what it is asked for.
            case GIT -> failure -> NETWORK.stream().anyMatch(type -> causedBy(failure, type));
            case TOKEN_ISSUER, VAULT ->
                failure -> !(failure instanceof ProblemException)
                        && (causedBy(failure, IOException.class) || causedBy(failure, HttpServerErrorException.class));
        };
    }

    /** Those after which the call may be repeated at once. */
    static Predicate<Throwable> transientFailures(Dependency dependency) {
        // A call without a connection has waited for one already, or was told that waiting is of no use.
        return dependency == Dependency.DATABASE
                ? failure -> ofDatabase(failure) && !causedBy(failure, SQLTransientConnectionException.class)
                : of(dependency);
    }

    private static boolean ofDatabase(Throwable failure) {
        return !isOfTheStatement(failure) && (failure instanceof SQLException || DatabaseOutage.causes(failure));
    }

    /** It took too long, or waited too long for a lock. The server is there, and would have as much to do with it once more. */
    private static boolean isOfTheStatement(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .anyMatch(state -> QUERY_CANCELED.equals(state) || LOCK_NOT_AVAILABLE.equals(state));
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }
}
