package org.seiplatform.source.webhook.gitlab;

import java.time.Instant;
import java.util.UUID;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;

/** A release, for those to whom releasing is deploying. */
class ReleaseAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.RELEASES)) {
            return Reading.ignored("The integration does not count releases as deployments.");
        }
        if ("delete".equals(payload.text("/action"))) {
            return Reading.ignored("A release taken back was made all the same.");
        }
        return Reading.event(Projects.of(payload), repositoryId -> event(repositoryId, payload, rules.environment()));
    }

    private static DeploymentEvent event(UUID repositoryId, Payload payload, String environment) {
        Instant releasedAt = payload.requiredTime("/released_at");
        return new DeploymentEvent(
                repositoryId,
                "release:" + payload.requiredNumber("/id"),
                environment,
                payload.requiredSha("/commit/id"),
                payload.requiredText("/tag"),
                Status.SUCCESS,
                null,
                releasedAt,
                null,
                null,
                null,
                null,
                null,
                null,
                version(payload));
    }

    /** The date of a release can be changed like its commit, and is no version of either; a change is told without a time. */
    private static Instant version(Payload payload) {
        Instant createdAt = payload.time("/created_at");
        return "create".equals(payload.text("/action")) && createdAt != null ? createdAt : payload.receivedAt();
    }
}
