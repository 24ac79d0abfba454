package org.seiplatform.source.webhook.payload;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event.Person;
import org.seiplatform.fact.commit.CommitEvent;
import org.seiplatform.source.webhook.payload.Reading.Facts;
import org.seiplatform.source.webhook.payload.TagStatement.Tagged;

/**
 * A push as GitHub tells it, and those who follow it: it brings commits to a branch, or moves a tag.
 *
 * <p>It names neither parents nor line counts (its lists of files are no sizes): those stay unstated until an import tells them.
 */
public class PushAdapter implements EventAdapter {

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
        if (!payload.has("/head_commit") && !payload.hasElements("/commits")) {
            return Reading.ignored("The push brings no commit.");
        }
        // The head of an annotated tag is its commit; "after" is the tag object.
        Tagged tagged = tag == null
                ? null
                : payload.readable(
                                "/head_commit",
                                head -> new Tagged(tag, head.requiredSha("/id"), pushedAt(payload, head)))
                        .orElse(null);
        return new Facts(Repositories.of(payload), repositoryId -> commits(repositoryId, payload, branch), tagged);
    }

    private static List<CommitEvent> commits(UUID repositoryId, Payload push, @Nullable String branch) {
        Function<Payload, CommitEvent> reader = commit -> commit(repositoryId, push, commit, branch);
        return Stream.concat(push.each("/commits", reader).stream(), push.readable("/head_commit", reader).stream())
                .distinct()
                .toList();
    }

    private static CommitEvent commit(UUID repositoryId, Payload push, Payload commit, @Nullable String branch) {
        Instant timestamp = commit.requiredTime("/timestamp");
        Instant authoredAt = commit.time("/author/date");
        return new CommitEvent(
                repositoryId,
                commit.requiredSha("/id"),
                null,
                person(commit, "/author"),
                person(commit, "/committer"),
                Objects.requireNonNullElse(authoredAt, timestamp),
                authoredAt == null,
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
        return pushedAt == null ? commit.notInFuture(commit.requiredTime("/timestamp")) : pushedAt;
    }
}
