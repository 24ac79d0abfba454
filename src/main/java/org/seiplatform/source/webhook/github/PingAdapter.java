package org.seiplatform.source.webhook.github;

import java.util.List;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;

/** The first event of a new webhook makes its repository known; an organization's webhook names none. */
class PingAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        return payload.has("/repository")
                ? Reading.events(Repositories.of(payload), repositoryId -> List.of())
                : Reading.ignored("The webhook is set up; it names no repository.");
    }
}
