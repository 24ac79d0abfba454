package org.seiplatform.source.webhook.github;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
 * is none until it is promoted, but is remembered: {@code published_at} stays that of the prerelease.
 */
class ReleaseAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.RELEASES)) {
            return Reading.ignored("The integration does not count releases as deployments.");
        }
        Payload release = payload.requiredObject("/release");
        String action = Objects.requireNonNullElse(payload.text("/action"), "");
        Instant publishedAt = release.time("/published_at");
        if (publishedAt == null || release.flag("/draft")) {
            return Reading.ignored("Drafts are not deployments.");
        }
        if (action.equals("deleted") || action.equals("unpublished")) {
            return Reading.ignored("A release taken back was made all the same.");
        }
        Instant updatedAt = release.time("/updated_at");
        boolean prerelease = release.flag("/prerelease");
        Released released = new Released(
                release.requiredText("/tag_name"),
                Long.toString(release.requiredNumber("/id")),
                publishedAt,
                publication(action, prerelease),
                prerelease ? null : promotedAt(payload, publishedAt, updatedAt),
                release.login("/author/login"),
                Objects.requireNonNullElse(updatedAt, publishedAt));
        return new Facts(Repositories.of(payload), repositoryId -> List.of(), released);
    }

    /** What is published as a release is at once {@code published} and {@code released}; what is promoted, the latter only. */
    private static Publication publication(String action, boolean prerelease) {
        if (prerelease || action.equals("released")) {
            return Publication.PRERELEASE;
        }
        return action.equals("published") ? Publication.RELEASE : Publication.UNSAID;
    }

    private static Instant promotedAt(Payload payload, Instant publishedAt, @Nullable Instant updatedAt) {
        Instant promotedAt = Objects.requireNonNullElse(updatedAt, payload.receivedAt());
        return promotedAt.isBefore(publishedAt) ? publishedAt : promotedAt;
    }
}
