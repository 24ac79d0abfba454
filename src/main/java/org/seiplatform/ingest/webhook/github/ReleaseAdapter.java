package org.seiplatform.ingest.webhook.github;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.seiplatform.ingest.webhook.payload.DeploymentSource;
import org.seiplatform.ingest.webhook.payload.EventAdapter;
import org.seiplatform.ingest.webhook.payload.Payload;
import org.seiplatform.ingest.webhook.payload.Reading;
import org.seiplatform.ingest.webhook.payload.Reading.Facts;
import org.seiplatform.ingest.webhook.payload.Rules;
import org.seiplatform.ingest.webhook.payload.TagStatement.Released;

/** A published release, for those to whom publishing is deploying; the commit behind it comes with the push of its tag. */
class ReleaseAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.RELEASES)) {
            return Reading.ignored("The integration does not count releases as deployments.");
        }
        Payload release = payload.requiredObject("/release");
        Instant publishedAt = release.time("/published_at");
        if (publishedAt == null || release.flag("/draft") || release.flag("/prerelease")) {
            return Reading.ignored("Drafts and prereleases are not deployments.");
        }
        if ("deleted".equals(payload.text("/action")) || "unpublished".equals(payload.text("/action"))) {
            return Reading.ignored("A release taken back was made all the same.");
        }
        Released released = new Released(
                release.requiredText("/tag_name"),
                Long.toString(release.requiredNumber("/id")),
                publishedAt,
                release.login("/author/login"),
                Objects.requireNonNullElse(release.time("/updated_at"), publishedAt));
        return new Facts(Repositories.of(payload), repositoryId -> List.of(), released);
    }
}
