package org.seiplatform.fact.pullrequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.PersonalData;
import org.seiplatform.fact.EventBatch;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.FactType;
import org.seiplatform.fact.People;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.merge.Effect;
import org.seiplatform.fact.merge.Merging;
import org.seiplatform.fact.merge.Merging.Change;
import org.springframework.stereotype.Component;

/** Stores pull requests with their reviews and comments. */
@Component
class PullRequestFacts implements FactType {

    private final PullRequestStore pullRequests;
    private final ReviewStore reviews;
    private final ReviewCommentStore comments;
    private final OldPullRequestStore old;
    private final PullRequestPersonalData personalData;

    PullRequestFacts(
            PullRequestStore pullRequests,
            ReviewStore reviews,
            ReviewCommentStore comments,
            OldPullRequestStore old,
            PullRequestPersonalData personalData) {
        this.pullRequests = pullRequests;
        this.reviews = reviews;
        this.comments = comments;
        this.old = old;
        this.personalData = personalData;
    }

    @Override
    public FactKind kind() {
        return FactKind.PULL_REQUEST;
    }

    @Override
    public List<Effect> store(EventBatch batch) {
        List<Arrival> arrivals = batch.only(PullRequestEvent.class).stream()
                .map(event -> Arrival.of(event, batch.people()))
                .toList();
        if (arrivals.isEmpty()) {
            return List.of();
        }
        var pullRequestMerging = new Merging<PullRequestState.Key, PullRequestState>(pullRequests.find(
                arrivals.stream().map(arrival -> arrival.pullRequest().key()).collect(Collectors.toSet())));
        var reviewMerging = reviewMerging(arrivals);
        var commentMerging = commentMerging(arrivals);

        List<Effect> effects = new ArrayList<>(arrivals.size());
        for (Arrival arrival : arrivals) {
            Effect effect = pullRequestMerging.add(arrival.pullRequest());
            for (ReviewState review : arrival.reviews()) {
                effect = effect.with(reviewMerging.add(review));
            }
            for (ReviewCommentState comment : arrival.comments()) {
                effect = effect.with(commentMerging.add(comment));
            }
            effects.add(effect);
        }
        write(pullRequestMerging.changes(), reviewMerging.changes(), commentMerging.changes());
        report(batch, pullRequestMerging.changes());
        return effects;
    }

    private Merging<ReviewState.Key, ReviewState> reviewMerging(List<Arrival> arrivals) {
        Set<ReviewState.Key> keys = arrivals.stream()
                .flatMap(arrival -> arrival.reviews().stream())
                .map(ReviewState::key)
                .collect(Collectors.toSet());
        return new Merging<>(keys.isEmpty() ? List.of() : reviews.find(keys));
    }

    private Merging<ReviewCommentState.Key, ReviewCommentState> commentMerging(List<Arrival> arrivals) {
        Set<ReviewCommentState.Key> keys = arrivals.stream()
                .flatMap(arrival -> arrival.comments().stream())
                .map(ReviewCommentState::key)
                .collect(Collectors.toSet());
        return new Merging<>(keys.isEmpty() ? List.of() : comments.find(keys));
    }

    private void write(
            List<Change<PullRequestState>> changedPullRequests,
            List<Change<ReviewState>> changedReviews,
            List<Change<ReviewCommentState>> changedComments) {
        if (!changedPullRequests.isEmpty()) {
            pullRequests.write(changedPullRequests.stream().map(Change::after).toList());
        }
        if (!changedReviews.isEmpty()) {
            reviews.write(changedReviews.stream().map(Change::after).toList());
        }
        if (!changedComments.isEmpty()) {
            comments.write(changedComments.stream().map(Change::after).toList());
        }
    }

    private void report(EventBatch batch, List<Change<PullRequestState>> changes) {
        Map<UUID, Set<String>> mergeCommits = new HashMap<>();
        for (Change<PullRequestState> change : changes) {
            if (change.before() == null || !change.after().deliversLike(change.before())) {
                Set<String> shas = mergeCommits.computeIfAbsent(
                        change.after().key().repositoryId(), repositoryId -> new HashSet<>());
                addMergeCommit(shas, change.before());
                addMergeCommit(shas, change.after());
            }
        }
        mergeCommits.forEach(batch.changes()::pullRequestsChanged);
    }

    private static void addMergeCommit(Set<String> shas, @Nullable PullRequestState state) {
        if (state != null && state.state() == PullRequestEvent.State.MERGED && state.mergeCommitSha() != null) {
            shas.add(state.mergeCommitSha());
        }
    }

    @Override
    public RetainedFacts retained() {
        return old;
    }

    @Override
    public PersonalData personalData() {
        return personalData;
    }

    /** What one event says of a pull request, its reviews and its comments. */
    private record Arrival(PullRequestState pullRequest, List<ReviewState> reviews, List<ReviewCommentState> comments) {

        private static Arrival of(PullRequestEvent event, People people) {
            return new Arrival(
                    PullRequestState.of(event, people),
                    event.reviews().stream()
                            .map(review -> ReviewState.of(event, review, people))
                            .toList(),
                    event.comments().stream()
                            .map(comment -> ReviewCommentState.of(event, comment, people))
                            .toList());
        }
    }
}
