package org.seiplatform.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/**
 * Writes down, once, what is not the caller's fault. The caller gets the line's id instead of its content, for an exception may say
 * what is nobody's business.
 */
@Component
public class RecordedErrors {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecordedErrors.class);
    private static final Duration TRACED_EVERY = Duration.ofSeconds(10);

    private final AtomicLong tracedAt = new AtomicLong(System.nanoTime() - TRACED_EVERY.toNanos());

    /** An unexpected exception. */
    public ProblemException unexpected(Throwable cause) {
        return new ProblemException(
                ProblemType.INTERNAL_ERROR,
                ProblemAdvice.detail(ProblemType.INTERNAL_ERROR),
                List.of(),
                noteUnexpected(cause));
    }

    /**
     * What is needed to answer does not answer.
     *
     * @param detail what the caller is told
     */
    public ProblemException unavailable(String detail, Throwable cause) {
        ProblemException overloaded = overloaded(cause);
        return overloaded != null
                ? overloaded
                : new ProblemException(ProblemType.UNAVAILABLE, detail, List.of(), noteUnavailable(cause));
    }

    /** That there is too much to do is counted where it is noticed, and no error. */
    private static @Nullable ProblemException overloaded(Throwable cause) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .filter(ProblemException.class::isInstance)
                .map(ProblemException.class::cast)
                .filter(problem -> problem.type() == ProblemType.OVERLOADED)
                .findFirst()
                .orElse(null);
    }

    /** A failure of recurring work: no client waits for it, and it is repeated anyway. */
    public void recurring(Throwable cause) {
        if (DatabaseOutage.causes(cause)) {
            noteUnavailable(cause);
        } else {
            noteUnexpected(cause);
        }
    }

    private static String noteUnexpected(Throwable cause) {
        String id = UUID.randomUUID().toString();
        LOGGER.atError().addKeyValue("error_id", id).setCause(cause).log("Unexpected error {}", id);
        return id;
    }

    /** It may be so for thousands of requests in a row: only now and then has the line its stack trace. */
    private String noteUnavailable(Throwable cause) {
        String id = UUID.randomUUID().toString();
        LoggingEventBuilder line = LOGGER.atWarn().addKeyValue("error_id", id);
        long last = tracedAt.get();
        long now = System.nanoTime();
        if (now - last >= TRACED_EVERY.toNanos() && tracedAt.compareAndSet(last, now)) {
            line = line.setCause(cause);
        }
        line.log("Unavailable {}: {}", id, root(cause).toString());
        return id;
    }

    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
