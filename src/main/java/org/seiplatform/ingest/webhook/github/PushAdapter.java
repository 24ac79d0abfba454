package org.seiplatform.ingest.webhook.github;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.CommitEvent;
import org.seiplatform.ingest.Event;
import org.seiplatform.ingest.Event.Person;
import org.seiplatform.ingest.webhook.payload.EventAdapter;
import org.seiplatform.ingest.webhook.payload.Payload;
import org.seiplatform.ingest.webhook.payload.Reading;
import org.seiplatform.ingest.webhook.payload.Reading.Facts;
import org.seiplatform.ingest.webhook.payload.Rules;
import org.seiplatform.ingest.webhook.payload.TagStatement.Tagged;

/**
 * A push brings commits to a branch, or moves a tag.
 *
 * <p>It names neither parents nor line counts (its lists of files are no sizes): those stay unstated until an import tells them.
 */
class PushAdapter implements EventAdapter {

    private static final String BRANCH = "refs/heads/";
    private static final String TAG = "refs/tags/";

    @Override
    public Reading read(Payload payload, Rules rules) {
        String ref = payload.requiredText("/ref");
        if (payload.flag("/deleted")) {
            return Reading.ignored("A deleted branch or tag takes no commit back.");
        }
        if (ref.startsWith(BRANCH)) {
            return pushed(payload, ref.substring(BRANCH.length()), null);
        }
        if (ref.startsWith(TAG)) {
            return pushed(payload, null, ref.substring(TAG.length()));
        }
        return Reading.ignored("The pushed reference is neither a branch nor a tag.");
    }

    private static Reading pushed(Payload payload, @Nullable String branch, @Nullable String tag) {
        Optional<Payload> head = payload.object("/head_commit");
        List<Payload> commits = Stream.concat(payload.objects("/commits").stream(), head.stream())
                .toList();
        if (commits.isEmpty()) {
            return Reading.ignored("The push brings no commit.");
        }
        // The head of an annotated tag is its commit; "after" is the tag object.
        Tagged tagged = tag == null || head.isEmpty()
                ? null
                : new Tagged(tag, head.get().requiredSha("/id"), pushedAt(payload, head.get()));
        return new Facts(
                Repositories.of(payload),
                repositoryId -> commits.stream()
                        .map(commit -> commit(repositoryId, payload, commit, branch))
                        .distinct()
                        .map(Event.class::cast)
                        .toList(),
                tagged);
    }

    private static CommitEvent commit(UUID repositoryId, Payload push, Payload commit, @Nullable String branch) {
        Instant timestamp = commit.requiredTime("/timestamp");
        return new CommitEvent(
                repositoryId,
                commit.requiredSha("/id"),
                null,
                person(commit, "/author"),
                person(commit, "/committer"),
                Objects.requireNonNullElse(commit.time("/author/date"), timestamp),
                Objects.requireNonNullElse(commit.time("/committer/date"), timestamp),
                commit.text("/message"),
                null,
                null,
                null,
                branch,
                pushedAt(push, commit));
    }

    private static @Nullable Person person(Payload commit, String pointer) {
        return commit.object(pointer)
                .map(person -> new Person(person.text("/name"), person.text("/email"), person.text("/username")))
                .orElse(null);
    }

    private static Instant pushedAt(Payload push, Payload commit) {
        Instant pushedAt = push.time("/repository/pushed_at");
        return pushedAt == null ? commit.requiredTime("/timestamp") : pushedAt;
    }
}
