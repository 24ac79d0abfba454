package org.seiplatform.source.webhook.gitlab;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.seiplatform.fact.pullrequest.PullRequestEvent.ReviewComment;
import org.seiplatform.source.webhook.gitlab.MergeRequests.Standing;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;

/** A person's comment on a merge request that is still open. */
class NoteAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        Payload note = payload.requiredObject("/object_attributes");
        if (!"MergeRequest".equals(note.text("/noteable_type"))) {
            return Reading.ignored("The comment is not on a merge request.");
        }
        if (note.flag("/system")) {
            return Reading.ignored("GitLab's own notes are no comments.");
        }
        if (!Objects.equals(note.number("/author_id"), payload.number("/user/id"))) {
            return Reading.ignored("Another person edited the comment; who wrote it has been told.");
        }
        Payload mergeRequest = payload.requiredObject("/merge_request");
        Optional<Standing> standing = MergeRequests.standing(mergeRequest, null);
        if (standing.isEmpty()) {
            return Reading.ignored("A comment after the end of a merge request does not review it.");
        }
        Instant commentedAt = note.requiredTime("/created_at");
        ReviewComment reported = new ReviewComment(
                Long.toString(note.requiredNumber("/id")),
                Users.at(payload, "/user"),
                commentedAt,
                Objects.requireNonNullElse(note.time("/updated_at"), commentedAt));
        return Reading.event(
                Projects.of(payload),
                repositoryId -> MergeRequests.event(
                        repositoryId, payload, mergeRequest, standing.get(), null, List.of(), List.of(reported)));
    }
}
