package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.seiplatform.reference.People.Person;

/** Who is who, and who is a bot. */
class PeopleTests {

    private static final UUID GITLAB = new UUID(0, 2);
    private static final UUID PLAIN = new UUID(0, 3);
    private static final UUID ENTERPRISE = new UUID(0, 4);

    private final HistoryBuilder seeded = new HistoryBuilder()
            .repository(new RepositoryFact(GITLAB, "gitlab", "2", "main"))
            .repository(new RepositoryFact(PLAIN, "git", "3", "main"))
            .repository(new RepositoryFact(ENTERPRISE, "github", "ghe.example", "r", "main", null));

    @Test
    void identitiesNamedTogetherAreOnePersonsTransitively() {
        seeded.commit("a", "03-01 09:00").by(new PersonFact(null, "one@example.org", "login"));
        seeded.commit("b", "03-01 09:00").by(new PersonFact(null, "two@example.org", "login"));
        seeded.commit("c", "03-01 09:00").of(GITLAB).committedBy(new PersonFact(null, "two@example.org", "other"));
        Optional<Person> person = find(HistoryBuilder.R, PersonFact.email("one@example.org"));
        assertThat(person).isPresent();
        assertThat(find(HistoryBuilder.R, PersonFact.email("two@example.org"))).isEqualTo(person);
        assertThat(find(GITLAB, PersonFact.login("other"))).isEqualTo(person);
    }

    @Test
    void theSameLoginOfAnotherProviderIsAnotherPersons() {
        seeded.commit("a", "03-01 09:00").by(PersonFact.login("login"));
        seeded.commit("a", "03-01 09:00").of(GITLAB).by(PersonFact.login("login"));
        assertThat(find(HistoryBuilder.R, PersonFact.login("login")))
                .isNotEqualTo(find(GITLAB, PersonFact.login("login")));
    }

    @Test
    void theSameLoginOnAnotherHostIsAnotherPersons() {
        seeded.commit("a", "03-01 09:00").by(PersonFact.login("login"));
        seeded.commit("b", "03-01 09:00").of(ENTERPRISE).by(PersonFact.login("login"));
        seeded.commit("c", "03-01 09:00").of(ENTERPRISE).by(PersonFact.email("7+login@users.noreply.ghe.example"));
        assertThat(find(HistoryBuilder.R, PersonFact.login("login")))
                .isNotEqualTo(find(ENTERPRISE, PersonFact.login("login")));
        assertThat(find(ENTERPRISE, PersonFact.email("7+login@users.noreply.ghe.example")))
                .isEqualTo(find(ENTERPRISE, PersonFact.login("login")));
    }

    @Test
    void whoIsOnceCalledAProgramIsOne() {
        seeded.commit("a", "03-01 09:00").by(new PersonFact(null, "robot@example.org", "robot"));
        seeded.commit("b", "03-01 09:00").by(PersonFact.program("robot"));
        seeded.commit("c", "03-01 09:00").of(ENTERPRISE).by(PersonFact.login("robot"));
        People people = seeded.metrics().people();

        assertThat(people.human(HistoryBuilder.R, PersonFact.email("robot@example.org")))
                .isEmpty();
        assertThat(people.human(ENTERPRISE, PersonFact.login("robot"))).isPresent();
    }

    @Test
    void addressesAndLoginsAreTheSameInAnyCase() {
        seeded.commit("a", "03-01 09:00").by(new PersonFact(null, "One@Example.org", "Login"));
        assertThat(find(HistoryBuilder.R, PersonFact.email("one@example.ORG")))
                .isPresent()
                .isEqualTo(find(HistoryBuilder.R, PersonFact.login("lOGIN")));
    }

    @Test
    void aGithubNoreplyAddressTellsTheLogin() {
        seeded.commit("a", "03-01 09:00").of(PLAIN).by(PersonFact.email("12+login@users.noreply.github.com"));
        seeded.commit("b", "03-01 09:00").by(PersonFact.login("login"));
        assertThat(find(HistoryBuilder.R, PersonFact.login("login")))
                .isEqualTo(find(PLAIN, PersonFact.email("12+login@users.noreply.github.com")));
    }

    @Test
    void whatGithubCommitsItselfIsNobodys() {
        PersonFact github = new PersonFact("GitHub", "noreply@github.com", null);
        seeded.commit("a", "03-01 09:00").by(github);
        assertThat(find(HistoryBuilder.R, github)).isEmpty();
    }

    @Test
    void aNameAloneOrALoginOfPlainGitIsNobodys() {
        assertThat(find(HistoryBuilder.R, new PersonFact("Name", null, null))).isEmpty();
        assertThat(find(PLAIN, PersonFact.login("login"))).isEmpty();
        assertThat(find(PLAIN, null)).isEmpty();
    }

    @Test
    void aBotIsFlaggedOrHasALoginThatSaysSo() {
        seeded.bot(Identity.email("robot@example.org"));
        seeded.commit("a", "03-01 09:00").by(new PersonFact(null, "robot@example.org", "innocent"));
        seeded.commit("b", "03-01 09:00").by(new PersonFact(null, "deps@example.org", "Renovate-runner"));
        seeded.commit("c", "03-01 09:00").by(PersonFact.email("bot-lover@example.org"));
        People people = seeded.metrics().people();
        assertThat(people.human(HistoryBuilder.R, PersonFact.login("innocent"))).isEmpty();
        assertThat(people.human(HistoryBuilder.R, PersonFact.email("deps@example.org")))
                .isEmpty();
        assertThat(people.human(HistoryBuilder.R, PersonFact.email("bot-lover@example.org")))
                .isPresent();
    }

    private Optional<Person> find(UUID repository, @Nullable PersonFact person) {
        return seeded.metrics().people().find(repository, person);
    }
}
