package org.seiplatform.source.webhook.gitea;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Reading.Facts;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.TagStatement.Publication;
import org.seiplatform.source.webhook.payload.TagStatement.Released;

/**
 * A published release, for those to whom publishing is deploying; the commit behind it comes with the push of its tag. A prerelease
 * is none until it is promoted. A release has no time of its latest change: what is changed later is as of its arrival.
 */
class ReleaseAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.RELEASES)) {
            return Reading.ignored("The integration does not count releases as deployments.");
        }
        Payload release = payload.requiredObject("/release");
        String action = Objects.requireNonNullElse(payload.text("/action"), "");
        if (release.flag("/draft")) {
            return Reading.ignored("Drafts are not deployments.");
        }
        if (action.equals("deleted")) {
            return Reading.ignored("A release taken back was made all the same.");
        }
        Instant publishedAt = release.requiredTime("/published_at");
        boolean prerelease = release.flag("/prerelease");
        boolean published = action.equals("published");
        Instant changedAt = published ? publishedAt : later(publishedAt, payload.receivedAt());
        Released released = new Released(
                release.requiredText("/tag_name"),
                Long.toString(release.requiredNumber("/id")),
                publishedAt,
                publication(published, prerelease),
                prerelease ? null : changedAt,
                release.login("/author/login"),
                changedAt);
        return new Facts(Repositories.of(payload), repositoryId -> List.of(), released);
    }

    private static Publication publication(boolean published, boolean prerelease) {
        if (prerelease) {
            return Publication.PRERELEASE;
        }
        return published ? Publication.RELEASE : Publication.UNSAID;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
