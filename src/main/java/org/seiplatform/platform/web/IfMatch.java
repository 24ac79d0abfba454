package org.seiplatform.platform.web;

import java.util.Set;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/**
 * The versions that a change is meant for, from the header {@code If-Match}; as an argument of a controller it makes the header
 * required.
 *
 * @param entityTags acceptable tags, in quotes; empty for {@code *}, which accepts any
 */
public record IfMatch(Set<String> entityTags) {

    /** @throws ProblemException {@code precondition_failed} if the resource has moved on */
    public void check(Versioned resource) {
        if (!entityTags.isEmpty() && !entityTags.contains("\"" + resource.version() + "\"")) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED, "It has changed since you read it; read it again.");
        }
    }
}
