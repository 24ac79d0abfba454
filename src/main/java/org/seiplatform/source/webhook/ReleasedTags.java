package org.seiplatform.source.webhook;

import java.util.Optional;
import java.util.UUID;
import org.seiplatform.coderepo.CodeRepository;
import org.seiplatform.developer.IdentityKey;
import org.seiplatform.developer.LoginNamespace;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.fact.Event.Person;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.TagStore.ReleasedTag;
import org.seiplatform.source.webhook.payload.TagStatement;
import org.seiplatform.source.webhook.payload.TagStatement.Released;
import org.seiplatform.source.webhook.payload.TagStatement.Tagged;
import org.springframework.stereotype.Component;

/** Puts releases and the commits of their tags together. */
@Component
class ReleasedTags {

    private final TagStore store;
    private final ErasedPeople erasedPeople;

    ReleasedTags(TagStore store, ErasedPeople erasedPeople) {
        this.store = store;
        this.erasedPeople = erasedPeople;
    }

    /** Takes in what is said of a tag; answers the deployment that it makes complete, if it does. */
    Optional<DeploymentEvent> state(
            UUID organizationId, CodeRepository repository, TagStatement statement, String environment) {
        UUID repositoryId = repository.id();
        String name = erasedPeople.words(organizationId).key(statement.tag());
        switch (statement) {
            case Tagged tagged -> store.store(repositoryId, name, tagged);
            case Released released ->
                store.store(repositoryId, name, withoutErased(organizationId, repository, released));
        }
        return store.findReleased(repositoryId, name).map(tag -> deployment(repositoryId, tag, environment));
    }

    /** A login that has been erased is not kept. */
    private Released withoutErased(UUID organizationId, CodeRepository repository, Released released) {
        Person person = released.releasedBy();
        LoginNamespace logins = repository.host() == null
                ? null
                : LoginNamespace.of(repository.provider().code(), repository.host());
        boolean erased = person != null
                && IdentityKey.of(logins, null, person.login()).stream()
                        .anyMatch(key -> erasedPeople.has(organizationId, key));
        return erased
                ? new Released(
                        released.tag(),
                        released.releaseId(),
                        released.publishedAt(),
                        released.publication(),
                        released.promotedAt(),
                        null,
                        released.updatedAt())
                : released;
    }

    private static DeploymentEvent deployment(UUID repositoryId, ReleasedTag tag, String environment) {
        return new DeploymentEvent(
                repositoryId,
                "release:" + tag.releaseId(),
                environment,
                tag.commitSha(),
                tag.name(),
                Status.SUCCESS,
                null,
                tag.releasedAt(),
                tag.releasedByLogin() == null ? null : new Person(null, null, tag.releasedByLogin()),
                null,
                null,
                null,
                null,
                null,
                tag.updatedAt());
    }
}
