package org.seiplatform.platform.cache;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Forgets the answers of an organization that are kept here and in Redis; other instances show theirs to nobody, and forget them soon. */
@Component
public class AnswerPurge {

    private final NearAnswers near;
    private final SharedAnswers shared;

    AnswerPurge(NearAnswers near, SharedAnswers shared) {
        this.near = near;
        this.shared = shared;
    }

    /** @throws org.seiplatform.platform.resilience.DependencyUnavailableException if Redis is away, which may still hold some */
    public void forget(UUID organizationId) {
        near.forget(organizationId);
        shared.forget(organizationId);
    }
}
