package org.seiplatform.source.rest;

import org.seiplatform.fact.Event;
import org.seiplatform.platform.problem.ProblemException;

/** An event as callers write it. */
interface EventRequest {

    /** 40 or 64 hexadecimal digits. */
    String SHA = "[0-9a-fA-F]{40}|[0-9a-fA-F]{64}";

    String SHA_RULE = "must be a commit's SHA: 40 or 64 hexadecimal digits";

    int MAX_ID = 255;
    int MAX_REF = 1_000;
    int MAX_TITLE = 10_000;

    /**
     * The event itself, once all fields are valid by themselves.
     *
     * @throws ProblemException with the rule that the fields break together
     */
    Event toEvent(Translation translation);
}
