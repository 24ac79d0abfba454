package org.seiplatform.source.webhook.gitea;

import java.util.List;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;

/** A repository was made. No event tells of a rename or of another default branch: these show in whatever comes next. */
class RepositoryAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        return "deleted".equals(payload.text("/action"))
                ? Reading.ignored("What a deleted repository delivered stays delivered.")
                : Reading.events(Repositories.of(payload), repositoryId -> List.of());
    }
}
