package org.seiplatform.source.webhook.gitlab;

import java.time.Instant;
import java.util.UUID;
import org.seiplatform.fact.commit.CommitEvent;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;

/**
 * A push brings commits to a branch, at most the newest twenty of them.
 *
 * <p>It names neither parents nor sizes, and one time for each commit, which stands for authoring and committing.
 */
class PushAdapter implements EventAdapter {

    private static final String BRANCH = "refs/heads/";

    @Override
    public Reading read(Payload payload, Rules rules) {
        String ref = payload.requiredText("/ref");
        if (!ref.startsWith(BRANCH)) {
            return Reading.ignored("The pushed reference is not a branch.");
        }
        if (!payload.hasElements("/commits")) {
            return Reading.ignored("The push brings no commit.");
        }
        String branch = ref.substring(BRANCH.length());
        return Reading.events(
                Projects.of(payload),
                repositoryId -> payload.each("/commits", commit -> commit(repositoryId, commit, branch)));
    }

    private static CommitEvent commit(UUID repositoryId, Payload commit, String branch) {
        Instant timestamp = commit.requiredTime("/timestamp");
        return new CommitEvent(
                repositoryId,
                commit.requiredSha("/id"),
                null,
                Users.at(commit, "/author"),
                null,
                timestamp,
                true,
                timestamp,
                commit.text("/message"),
                null,
                null,
                null,
                branch,
                // The payload has no time of the push.
                commit.notInFuture(timestamp));
    }
}
