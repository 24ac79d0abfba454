package org.seiplatform.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is who: identities that were ever named together are one person's, and so on transitively.
 *
 * <p>Choices: logins are compared in lower case and are one person's on their host only; a login in a repository of plain {@code git} identifies nobody; a person is a
 * bot if any of their logins matches the pattern, any event that names them says so, or any registered developer with one of their
 * identities is flagged; a person with nothing but a name is unknown and no bot.
 */
final class People {

    private static final Pattern GITHUB_NOREPLY = Pattern.compile("\\d+\\+([^@]+)@users\\.noreply\\.(.+)");

    private final History history;
    private final List<Set<Identity>> persons = new ArrayList<>();
    private final Set<Identity> programs = new HashSet<>();

    People(History history) {
        this.history = history;
        mentions().forEach(this::join);
    }

    /** A person, as the smallest of their identities. */
    record Person(Identity identity) {}

    /** The person that an event of a repository names; empty if nothing but a name, or nothing at all, is given. */
    Optional<Person> find(UUID repositoryId, @Nullable PersonFact person) {
        return identities(repositoryId, person).stream().findAny().map(this::person);
    }

    /** Whether the person is a program. */
    boolean bot(Person person) {
        Set<Identity> identities = identitiesOf(person.identity());
        boolean named = identities.stream()
                .filter(Identity::login)
                .anyMatch(login -> history.organization().botLogin(login.value()));
        boolean flagged = history.developers().stream()
                .filter(DeveloperFact::bot)
                .anyMatch(developer -> developer.identities().stream().anyMatch(identities::contains));
        return named || flagged || identities.stream().anyMatch(programs::contains);
    }

    /** The person that an event names, unless unknown or a bot. */
    Optional<Person> human(UUID repositoryId, @Nullable PersonFact person) {
        return find(repositoryId, person).filter(found -> !bot(found));
    }

    /** The person with an identity that somebody was named by. */
    Person person(Identity identity) {
        return new Person(identitiesOf(identity).stream()
                .min(Comparator.comparing(Identity::text))
                .orElseThrow());
    }

    /** Everyone who was ever named by an identity, each with all of theirs. */
    List<Set<Identity>> everyone() {
        return List.copyOf(persons);
    }

    private Set<Identity> identitiesOf(Identity identity) {
        return persons.stream()
                .filter(person -> person.contains(identity))
                .findFirst()
                .orElseThrow();
    }

    /** Merges everything that shares an identity with what is named together. */
    private void join(Set<Identity> namedTogether) {
        if (namedTogether.isEmpty()) {
            return;
        }
        Set<Identity> merged = new HashSet<>(namedTogether);
        for (Set<Identity> person : persons) {
            if (person.stream().anyMatch(namedTogether::contains)) {
                merged.addAll(person);
            }
        }
        persons.removeIf(merged::containsAll);
        persons.add(merged);
    }

    private Stream<Set<Identity>> mentions() {
        List<Set<Identity>> mentions = new ArrayList<>();
        history.developers().forEach(developer -> mentions.add(developer.identities()));
        for (CommitFact commit : history.commits()) {
            mentions.add(mention(commit.repositoryId(), commit.author()));
            mentions.add(mention(commit.repositoryId(), commit.committer()));
        }
        for (PullRequestFact pull : history.pullRequests()) {
            mentions.add(mention(pull.repositoryId(), pull.author()));
            pull.reviews().forEach(review -> mentions.add(mention(pull.repositoryId(), review.reviewer())));
            pull.comments().forEach(comment -> mentions.add(mention(pull.repositoryId(), comment.author())));
        }
        for (DeploymentFact deployment : history.deployments()) {
            mentions.add(mention(deployment.repositoryId(), deployment.deployedBy()));
        }
        return mentions.stream();
    }

    private Set<Identity> mention(UUID repositoryId, @Nullable PersonFact person) {
        Set<Identity> identities = identities(repositoryId, person);
        if (person != null && person.bot()) {
            programs.addAll(identities);
        }
        return identities;
    }

    private Set<Identity> identities(UUID repositoryId, @Nullable PersonFact person) {
        Set<Identity> identities = new TreeSet<>(Comparator.comparing(Identity::text));
        if (person == null) {
            return identities;
        }
        RepositoryFact repository = history.repository(repositoryId);
        if (person.email() != null) {
            String email = person.email().toLowerCase(Locale.ROOT);
            if (!email.startsWith("noreply@") || !repository.onGitHub(email.substring("noreply@".length()))) {
                identities.add(Identity.email(email));
            }
            Matcher noreply = GITHUB_NOREPLY.matcher(email);
            if (noreply.matches() && repository.onGitHub(noreply.group(2))) {
                identities.add(new Identity("github", noreply.group(2), noreply.group(1)));
            }
        }
        if (person.login() != null && !repository.provider().equals("git")) {
            identities.add(new Identity(
                    repository.provider(), repository.host(), person.login().toLowerCase(Locale.ROOT)));
        }
        return identities;
    }
}
