package org.seiplatform.fact;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.LoginNamespace;
import org.seiplatform.developer.ObservedIdentity;
import org.seiplatform.fact.Event.Participant;
import org.seiplatform.fact.Event.Person;
import org.seiplatform.platform.persistence.Columns;

/** The people in events, as far as they can be told from others. */
final class ObservedIdentities {

    private ObservedIdentities() {}

    /** Everyone in the event who can be told from others. */
    static List<ObservedIdentity> in(Event event, KnownRepositories repositories) {
        UUID repositoryId = event.changedRepository();
        if (repositoryId == null) {
            return List.of();
        }
        LoginNamespace logins = repositories.logins(repositoryId);
        return event.participants().stream()
                .flatMap(participant -> observed(participant, logins))
                .toList();
    }

    private static Stream<ObservedIdentity> observed(Participant participant, @Nullable LoginNamespace logins) {
        Person person = participant.person();
        return person == null
                ? Stream.empty()
                : Stream.of(ObservedIdentity.of(
                                logins,
                                person.name(),
                                person.email(),
                                person.login(),
                                Columns.stored(participant.at()),
                                person.bot()))
                        .filter(observed -> !observed.keys().isEmpty());
    }
}
