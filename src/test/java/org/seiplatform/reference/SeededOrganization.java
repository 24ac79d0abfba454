package org.seiplatform.reference;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.seiplatform.reference.People.Person;
import org.seiplatform.testing.Session;
import tools.jackson.databind.JsonNode;

/**
 * An organization of the service that has been told a history.
 *
 * @param history under the ids that the service gave out
 * @param developers by each of their identities
 */
record SeededOrganization(
        int seed, UUID organization, Session session, History history, Map<Identity, UUID> developers) {

    /** What the service answers under {@code /api/v1/}. */
    JsonNode ask(String path) {
        return session.get("/api/v1/" + path).expect(200).json();
    }

    /** What the service calls a person. */
    UUID developer(Person person) {
        return Objects.requireNonNull(developers.get(person.identity()), "the service knows everyone");
    }
}
