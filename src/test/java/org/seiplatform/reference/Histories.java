package org.seiplatform.reference;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.seiplatform.testing.Choices;

/** Makes up organizations and ten weeks of their work: random, but with everything in it that the definitions speak of. */
final class Histories {

    /** A developer whom somebody flagged as a bot; registered in every history. */
    static final Identity FLAGGED_BOT = Identity.email("robot@example.org");

    /** Among them zones where the day does not begin on a full hour of UTC, and where one day has 23 hours. */
    static final List<ZoneId> ZONES = List.of(ZoneOffset.UTC, ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kolkata"));

    /**
     * The second is greater than the first as PostgreSQL compares them, and less as Java does. Two have the same number on different
     * hosts, and one has renamed its default branch.
     */
    static final List<RepositoryFact> REPOSITORIES = List.of(
            new RepositoryFact(
                    UUID.fromString("10000000-0000-7000-8000-000000000001"),
                    "github",
                    "github.com",
                    "1",
                    "main",
                    "master"),
            new RepositoryFact(
                    UUID.fromString("f0000000-0000-7000-8000-000000000002"),
                    "github",
                    "ghe.example",
                    "1",
                    "main",
                    null),
            new RepositoryFact(UUID.fromString("20000000-0000-7000-8000-000000000003"), "git", "3", "main"));

    static final List<UUID> TEAMS = List.of(
            UUID.fromString("30000000-0000-7000-8000-000000000001"),
            UUID.fromString("30000000-0000-7000-8000-000000000002"));

    private static final List<Optional<Duration>> INCIDENT_WINDOWS =
            List.of(Optional.of(Duration.ofDays(7)), Optional.empty(), Optional.of(Duration.ofHours(24)));

    private static final List<Pattern> PRODUCTION = List.of(
            OrganizationFact.DEFAULT.productionPattern(),
            OrganizationFact.DEFAULT.productionPattern(),
            OrganizationFact.DEFAULT.productionPattern(),
            Pattern.compile("^(production|staging)$"),
            Pattern.compile("(?i)prod"));

    private static final List<Pattern> HOTFIX = List.of(
            OrganizationFact.DEFAULT.hotfixPattern(),
            OrganizationFact.DEFAULT.hotfixPattern(),
            OrganizationFact.DEFAULT.hotfixPattern(),
            Pattern.compile("^release/|^bug$"));

    private static final List<Pattern> BOTS = List.of(
            OrganizationFact.DEFAULT.botPattern(),
            OrganizationFact.DEFAULT.botPattern(),
            OrganizationFact.DEFAULT.botPattern(),
            Pattern.compile("^second$"));

    private Histories() {}

    /** The scopes that can be asked about. */
    static List<MetricScope> scopes(History history) {
        List<MetricScope> scopes = new ArrayList<>(List.of(new MetricScope.Organization()));
        history.teams().forEach(team -> scopes.add(new MetricScope.Team(team.id())));
        history.repositories().forEach(repository -> scopes.add(new MetricScope.Repository(repository.id())));
        return scopes;
    }

    /** Up to 60 commits, 25 deployments, 10 incidents and 15 pull requests in two or three repositories of two teams. */
    static History history(Choices choices) {
        OrganizationFact organization = OrganizationFact.DEFAULT
                .withTimeZone(choices.of(ZONES))
                .withIncidentWindow(choices.of(INCIDENT_WINDOWS).orElse(null))
                .withCountFailedAttempts(choices.onceIn(3))
                .withPatterns(choices.of(PRODUCTION), choices.of(HOTFIX), choices.of(BOTS));
        List<RepositoryFact> repositories = REPOSITORIES.subList(0, 2 + choices.below(2));
        List<TeamFact> teams = List.of(
                new TeamFact(TEAMS.getFirst(), "first", owned(choices, repositories), Set.of()),
                new TeamFact(TEAMS.getLast(), "second", owned(choices, repositories), Set.of()));

        HistoryWriter writer = new HistoryWriter(repositories, teams);
        CommitWriter commitWriter = new CommitWriter(writer);
        choices.times(choices.below(61), commitWriter::write);
        DeploymentWriter deploymentWriter = new DeploymentWriter(writer);
        choices.times(choices.below(26), deploymentWriter::write);
        IncidentWriter incidentWriter = new IncidentWriter(writer);
        choices.times(choices.below(11), incidentWriter::write);
        PullRequestWriter pullWriter = new PullRequestWriter(writer);
        choices.times(choices.below(16), pullWriter::write);
        History history = new History(
                organization,
                repositories,
                teams,
                List.of(new DeveloperFact("Robot", Set.of(FLAGGED_BOT), true)),
                commitWriter.received(),
                List.copyOf(pullWriter.pullRequests()),
                List.copyOf(writer.deployments),
                List.copyOf(incidentWriter.incidents()));
        List<Set<Identity>> everyone = new People(history).everyone();
        return history.withTeams(teams.stream()
                .map(team -> new TeamFact(team.id(), team.slug(), team.repositories(), members(choices, everyone)))
                .toList());
    }

    /** Some of those who were named in events, each by one of their identities. */
    private static Set<Identity> members(Choices choices, List<Set<Identity>> everyone) {
        Set<Identity> members = new HashSet<>();
        for (Set<Identity> person : everyone) {
            if (choices.onceIn(2)) {
                members.add(person.stream()
                        .min(Comparator.comparing(Identity::text))
                        .orElseThrow());
            }
        }
        return members;
    }

    /** Any of them, or none. */
    private static Set<UUID> owned(Choices choices, List<RepositoryFact> repositories) {
        Set<UUID> owned = new HashSet<>();
        for (RepositoryFact repository : repositories) {
            if (!choices.onceIn(3)) {
                owned.add(repository.id());
            }
        }
        return owned;
    }
}
