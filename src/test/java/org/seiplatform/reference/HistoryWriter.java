package org.seiplatform.reference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.testing.Choices;

/** What the parts of a random history have to know of each other while it is made up. */
final class HistoryWriter {

    /** Ten weeks later summer time has come to Berlin, on 29 March. */
    static final Instant BEGINNING = Instant.parse("2026-02-14T00:00:00Z");

    /** Known and unknown people, one of them under several names, and three kinds of bot. */
    static final List<Optional<PersonFact>> PEOPLE = List.of(
            Optional.of(new PersonFact("First", "first@example.org", "first")),
            Optional.of(PersonFact.login("second")),
            Optional.of(PersonFact.email("third@example.org")),
            Optional.of(PersonFact.email("FIRST@example.org")),
            Optional.of(PersonFact.email("12+first@users.noreply.github.com")),
            Optional.of(PersonFact.email("7+second@users.noreply.ghe.example")),
            Optional.of(PersonFact.login("Second")),
            Optional.of(new PersonFact("Third", "third@example.org", "third")),
            Optional.of(new PersonFact("Fourth", "noreply@github.com", "fourth")),
            Optional.of(new PersonFact("Nobody", null, null)),
            Optional.of(PersonFact.email("noreply@github.com")),
            Optional.of(PersonFact.email("noreply@ghe.example")),
            Optional.of(PersonFact.login("dependabot[bot]")),
            Optional.of(PersonFact.program("sonarqube")),
            Optional.of(PersonFact.login("SonarQube")),
            Optional.of(PersonFact.email(Histories.FLAGGED_BOT.value())),
            Optional.empty());

    final List<RepositoryFact> repositories;
    final List<TeamFact> teams;

    /** All commits that exist; some are never received. */
    final List<CommitFact> commits = new ArrayList<>();

    final List<DeploymentFact> deployments = new ArrayList<>();

    HistoryWriter(List<RepositoryFact> repositories, List<TeamFact> teams) {
        this.repositories = repositories;
        this.teams = teams;
    }

    /** One repository of two or three gets most of the work, so that its environments have long histories. */
    UUID repository(Choices choices) {
        return repositories
                .get(choices.onceIn(3) ? choices.below(repositories.size()) : 0)
                .id();
    }

    List<CommitFact> commitsOf(UUID repository) {
        return commits.stream()
                .filter(commit -> commit.repositoryId().equals(repository))
                .toList();
    }

    static @Nullable PersonFact person(Choices choices) {
        return choices.of(PEOPLE).orElse(null);
    }

    static Instant halfHoursAfter(Instant instant, int halfHours) {
        return instant.plusSeconds(halfHours * 1800L);
    }

    /** Sometimes a fraction of a second later, to the microsecond that is kept. */
    static Instant fraction(Instant instant, Choices choices) {
        return choices.onceIn(4) ? instant.plusNanos((1 + choices.below(9_999)) * 97_000L) : instant;
    }

    /** The sha of whatever is called so: mostly 40 digits, sometimes 64. */
    static String sha(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            String digits = HexFormat.of().formatHex(digest);
            return digest[0] % 8 == 0 ? digits : digits.substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
