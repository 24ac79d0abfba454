package org.seiplatform.source.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.FieldError;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/** The events of one request that were not valid, with the first of the reasons. */
final class Rejections {

    private final int maxReported;
    private final List<FieldError> errors = new ArrayList<>();
    private long events;

    Rejections(int maxReported) {
        this.maxReported = maxReported;
    }

    /**
     * Notes an event that cannot be taken in.
     *
     * @param parent where the event is in the body, as a JSON pointer; empty where the body or line is the event
     * @param index of the event, from 0
     * @param line of the event, from 1; null where the body has no lines
     */
    void add(ProblemException problem, String parent, long index, @Nullable Long line) {
        events++;
        List<FieldError> reasons =
                problem.errors().isEmpty() ? List.of(new FieldError("", "is not well-formed JSON")) : problem.errors();
        for (FieldError reason : reasons) {
            if (errors.size() < maxReported) {
                errors.add(new FieldError(parent + reason.pointer(), reason.message(), index, line));
            }
        }
    }

    boolean isEmpty() {
        return events == 0;
    }

    long events() {
        return events;
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** The refusal of the whole request. */
    ProblemException toProblem(long received) {
        return new ProblemException(
                ProblemType.VALIDATION_FAILED,
                "%d of %d events are not valid, so nothing was stored.".formatted(events, received),
                errors());
    }
}
