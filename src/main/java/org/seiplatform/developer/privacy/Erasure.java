package org.seiplatform.developer.privacy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.seiplatform.developer.DevelopersUnited;
import org.seiplatform.developer.IdentityKey;
import org.seiplatform.developer.IdentityKind;
import org.seiplatform.developer.Pseudonyms;
import org.seiplatform.developer.privacy.ErasureStore.Person;
import org.seiplatform.developer.privacy.ErasureStore.PlainIdentity;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.idempotency.KeptAnswers;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a developer nobody in particular, for good (docs/decisions/0009). Facts keep to the identities, whose ids do not change, so
 * every figure is what it was; what the identities were is kept as keyed hashes, so that events that carry them again find the same
 * nobody.
 */
@Service
public class Erasure {

    private final ErasureStore store;
    private final PersonalTextStore texts;
    private final ErasedPeople erasedPeople;
    private final Pseudonyms pseudonyms;
    private final KeptAnswers answers;
    private final DataVersions versions;
    private final AuditTrail audit;
    private final Clock clock;

    Erasure(
            ErasureStore store,
            PersonalTextStore texts,
            ErasedPeople erasedPeople,
            Pseudonyms pseudonyms,
            KeptAnswers answers,
            DataVersions versions,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.texts = texts;
        this.erasedPeople = erasedPeople;
        this.pseudonyms = pseudonyms;
        this.answers = answers;
        this.versions = versions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Erases a developer. To erase one again changes nothing.
     *
     * @throws ProblemException {@code not_found} if the organization has none with this id
     */
    @Transactional
    public void erase(UUID organizationId, UUID developerId) {
        store.lock(organizationId);
        Person person =
                store.find(organizationId, developerId).orElseThrow(() -> ProblemException.notFound("developer"));
        List<PlainIdentity> identities = store.plainIdentities(developerId);
        if (person.erased() && identities.isEmpty()) {
            return;
        }
        List<String> terms = terms(person, identities);
        store.remember(
                organizationId,
                terms.stream().map(term -> pseudonyms.of(organizationId, term)).toList());
        identities.forEach(identity -> forget(organizationId, identity));
        store.erase(developerId, pseudonym(developerId), clock.instant());
        eraseTexts(organizationId, terms);
        eraseFromPayloads(organizationId, person, identities);
        answers.forget(organizationId);
        audit.note(new Change(organizationId, "developer.erased", "developer", developerId, null, null));
        versions.bumpAndClear(organizationId);
    }

    /** Whoever turns out to be an erased person wants the same. */
    @EventListener
    void follow(DevelopersUnited union) {
        if (store.find(union.organizationId(), union.survivorId())
                .filter(Person::erased)
                .isPresent()) {
            erase(union.organizationId(), union.survivorId());
        }
    }

    private void forget(UUID organizationId, PlainIdentity identity) {
        store.erase(identity.id(), pseudonyms.of(organizationId, identity.key()));
        if (identity.key().kind() != IdentityKind.EMAIL) {
            store.forgetReleases(organizationId, identity.key());
        }
    }

    private void eraseTexts(UUID organizationId, List<String> terms) {
        if (!terms.isEmpty()) {
            texts.rewrite(organizationId, terms, erasedPeople.words(organizationId));
        }
    }

    /** Names and logins count in a payload only as whole JSON strings: else every payload that holds a common word would go. */
    private void eraseFromPayloads(UUID organizationId, Person person, List<PlainIdentity> identities) {
        List<String> held = new ArrayList<>();
        if (!person.erased()) {
            held.add('"' + person.name() + '"');
            if (person.email() != null) {
                held.add(person.email());
            }
        }
        identities.stream()
                .map(PlainIdentity::key)
                .map(key -> key.kind() == IdentityKind.EMAIL ? key.value() : '"' + key.value() + '"')
                .forEach(held::add);
        store.forgetPayloads(organizationId, held);
        store.forgetWorkflowRuns(organizationId);
    }

    private static List<String> terms(Person person, List<PlainIdentity> identities) {
        Stream<String> ofPerson = person.erased()
                ? Stream.of()
                : Stream.concat(
                        PersonalWords.name(person.name()).stream(),
                        Stream.ofNullable(person.email()).map(PersonalWords::email));
        Stream<String> ofIdentities =
                identities.stream().map(PlainIdentity::key).flatMap(Erasure::terms);
        return Stream.concat(ofPerson, ofIdentities).distinct().toList();
    }

    private static Stream<String> terms(IdentityKey key) {
        return key.kind() == IdentityKind.EMAIL
                ? Stream.of(PersonalWords.email(key.value()))
                : PersonalWords.login(key.value()).stream();
    }

    /** The end of an id is random and says nothing, but tells erased developers from each other. */
    private static String pseudonym(UUID developerId) {
        String id = developerId.toString();
        return "Erased developer " + id.substring(id.length() - 8);
    }
}
