package org.seiplatform.ingest.webhook;

import java.util.Optional;
import java.util.UUID;
import org.seiplatform.ingest.DeploymentEvent;
import org.seiplatform.ingest.DeploymentEvent.Status;
import org.seiplatform.ingest.Event.Person;
import org.seiplatform.ingest.webhook.TagStore.ReleasedTag;
import org.seiplatform.ingest.webhook.payload.TagStatement;
import org.seiplatform.ingest.webhook.payload.TagStatement.Released;
import org.seiplatform.ingest.webhook.payload.TagStatement.Tagged;
import org.springframework.stereotype.Component;

/** Puts releases and the commits of their tags together. */
@Component
class ReleasedTags {

    private final TagStore store;

    ReleasedTags(TagStore store) {
        this.store = store;
    }

    /** Takes in what is said of a tag; answers the deployment that it makes complete, if it does. */
    Optional<DeploymentEvent> state(UUID repositoryId, TagStatement statement, String environment) {
        switch (statement) {
            case Tagged tagged -> store.store(repositoryId, tagged);
            case Released released -> store.store(repositoryId, released);
        }
        return store.findReleased(repositoryId, statement.tag()).map(tag -> deployment(repositoryId, tag, environment));
    }

    private static DeploymentEvent deployment(UUID repositoryId, ReleasedTag tag, String environment) {
        return new DeploymentEvent(
                repositoryId,
                "release:" + tag.releaseId(),
                environment,
                tag.commitSha(),
                tag.name(),
                Status.SUCCESS,
                null,
                tag.releasedAt(),
                tag.releasedByLogin() == null ? null : new Person(null, null, tag.releasedByLogin()),
                null,
                null,
                null,
                null,
                null,
                tag.updatedAt());
    }
}
