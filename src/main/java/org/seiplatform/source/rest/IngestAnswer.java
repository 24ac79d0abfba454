package org.seiplatform.source.rest;

import java.util.List;
import org.seiplatform.fact.IngestResult;
import org.seiplatform.platform.problem.FieldError;

/**
 * What became of the events of a request: each was one of created, updated, unchanged or rejected.
 *
 * @param received how many there were
 * @param created facts that were not known before
 * @param updated facts that are known better now
 * @param unchanged what was known already, or has been replaced by a later state
 * @param rejected what is not valid
 * @param errors the first reasons for rejections
 */
record IngestAnswer(long received, long created, long updated, long unchanged, long rejected, List<FieldError> errors) {

    static IngestAnswer of(IngestResult result, Rejections rejections) {
        return new IngestAnswer(
                result.received() + rejections.events(),
                result.created(),
                result.updated(),
                result.unchanged(),
                rejections.events(),
                rejections.errors());
    }
}
