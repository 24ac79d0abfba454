package org.seiplatform.source.webhook.github;

import java.util.List;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;

/** A repository was made, renamed, moved to another owner, or given another default branch: the payload shows it as it is now. */
class RepositoryAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if ("deleted".equals(payload.text("/action"))) {
            return Reading.ignored("What a deleted repository delivered stays delivered.");
        }
        return Reading.events(
                Repositories.of(payload).withFormerDefaultBranch(payload.text("/changes/default_branch/from")),
                repositoryId -> List.of());
    }
}
