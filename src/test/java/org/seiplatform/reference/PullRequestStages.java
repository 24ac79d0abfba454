package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.seiplatform.reference.People.Person;

/**
 * The stages of one merged pull request, as measured: negative where clocks disagree, or where things did not happen in the
 * usual order; empty where it does not have the stage.
 *
 * <p>Choices: another person is a known one (with an identity), no bot and not the author; if the author is unknown, every
 * known person is another. The deployment is the first, by finish, that delivers the merge commit to the environments asked
 * for (production, unless one is named), the baseline included. A bot's own pull request counts like any other.
 */
final class PullRequestStages {

    private final Derived derived;
    private final MetricQuestion question;
    private final PullRequestFact pull;

    PullRequestStages(Derived derived, MetricQuestion question, PullRequestFact pull) {
        this.derived = derived;
        this.question = question;
        this.pull = pull;
    }

    /** "0 if opened first": that is the rule, no disagreement of clocks. */
    Optional<Duration> coding() {
        return pull.firstCommitAuthoredAt()
                .map(authored -> Duration.between(authored, pull.openedAt()))
                .map(coding -> coding.isNegative() ? Duration.ZERO : coding);
    }

    Optional<Duration> pickup() {
        Instant ready = pull.readyForReviewAt() != null ? pull.readyForReviewAt() : pull.openedAt();
        return firstReaction().map(reaction -> Duration.between(ready, reaction));
    }

    Optional<Duration> review() {
        return firstReaction().map(reaction -> Duration.between(reaction, mergedAt()));
    }

    Optional<Duration> deploy() {
        return deployedAt().map(deployed -> Duration.between(mergedAt(), deployed));
    }

    Optional<Duration> cycle() {
        return pull.firstCommitAuthoredAt()
                .map(authored -> Duration.between(authored, deployedAt().orElse(mergedAt())));
    }

    boolean deployed() {
        return deployedAt().isPresent();
    }

    boolean reviewed() {
        return firstReaction().isPresent();
    }

    /** Reviews by other persons. */
    List<PullRequestFact.Review> reviews() {
        return pull.reviews().stream()
                .filter(review -> reviewer(review).isPresent())
                .toList();
    }

    /** Review comments by other persons. */
    List<PullRequestFact.Comment> comments() {
        return pull.comments().stream()
                .filter(comment -> commenter(comment).isPresent())
                .toList();
    }

    /** Who wrote a review, if that is another person. */
    Optional<Person> reviewer(PullRequestFact.Review review) {
        return derived.people().human(pull.repositoryId(), review.reviewer()).filter(this::another);
    }

    /** Who wrote a comment, if that is another person. */
    Optional<Person> commenter(PullRequestFact.Comment comment) {
        return derived.people().human(pull.repositoryId(), comment.author()).filter(this::another);
    }

    private boolean another(Person person) {
        return derived.people()
                .find(pull.repositoryId(), pull.author())
                .map(author -> !author.equals(person))
                .orElse(true);
    }

    private Optional<Instant> firstReaction() {
        return Stream.concat(
                        reviews().stream().map(PullRequestFact.Review::submittedAt),
                        comments().stream().map(PullRequestFact.Comment::submittedAt))
                .min(Instant::compareTo);
    }

    private Instant mergedAt() {
        return Objects.requireNonNull(pull.mergedAt());
    }

    private Optional<Instant> deployedAt() {
        return derived.deliveries().stream()
                .filter(delivery -> delivery.deployment().repositoryId().equals(pull.repositoryId()))
                .filter(delivery ->
                        question.covers(derived.history(), delivery.deployment().environment()))
                .filter(delivery ->
                        pull.mergeCommitSha() != null && delivery.delivered().contains(pull.mergeCommitSha()))
                .map(Delivery::finishedAt)
                .min(Instant::compareTo);
    }
}
