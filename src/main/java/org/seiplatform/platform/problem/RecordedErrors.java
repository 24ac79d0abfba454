package org.seiplatform.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
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

    /** What nobody foresaw. */
    public ProblemException unexpected(Throwable cause) {
        String id = newId();
        LOGGER.atError().addKeyValue("error_id", id).setCause(cause).log("Unexpected error {}", id);
        return new ProblemException(
                ProblemType.INTERNAL_ERROR, ProblemAdvice.detail(ProblemType.INTERNAL_ERROR), List.of(), id);
    }

    /**
     * What is needed to answer does not answer, which it may not do for thousands of requests in a row: only now and then has the
     * line its stack trace.
     *
     * @param detail what the caller is told
     */
    public ProblemException unavailable(String detail, Throwable cause) {
        String id = newId();
        LoggingEventBuilder line = LOGGER.atWarn().addKeyValue("error_id", id);
        long last = tracedAt.get();
        long now = System.nanoTime();
        if (now - last >= TRACED_EVERY.toNanos() && tracedAt.compareAndSet(last, now)) {
            line = line.setCause(cause);
        }
        line.log("Unavailable {}: {}", id, root(cause).toString());
        return new ProblemException(ProblemType.UNAVAILABLE, detail, List.of(), id);
    }

    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
