package org.seiplatform.developer.privacy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.seiplatform.developer.DevelopersMerged;
import org.seiplatform.developer.ErasedPersonObserved;
import org.seiplatform.developer.IdentityKey;
import org.seiplatform.developer.IdentityKind;
import org.seiplatform.developer.Pseudonyms;
import org.seiplatform.developer.privacy.ErasureStore.Person;
import org.seiplatform.developer.privacy.ErasureStore.PlainIdentity;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.idempotency.StoredResponses;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a developer nobody in particular, for good (docs/decisions/0009). Facts keep to the identities, whose ids do not change, so
 * every figure is what it was; what the identities were is kept as keyed hashes, so that events that carry them again find the same
 * nobody. Who they are goes at once; {@link ErasureRuns} goes through the texts after that.
 */
@Service
public class Erasure {

    /** Small organizations are done with by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ErasureStore store;
    private final ErasureRuns runs;
    private final ErasedPeople erasedPeople;
    private final Pseudonyms pseudonyms;
    private final StoredResponses answers;
    private final DataVersions versions;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Erasure(
            ErasureStore store,
            ErasureRuns runs,
            ErasedPeople erasedPeople,
            Pseudonyms pseudonyms,
            StoredResponses answers,
            DataVersions versions,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.runs = runs;
        this.erasedPeople = erasedPeople;
        this.pseudonyms = pseudonyms;
        this.answers = answers;
        this.versions = versions;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Erases a developer, and waits a while for it to be finished. To erase one again changes nothing.
     *
     * @throws ProblemException {@code not_found} if the organization has none with this id
     */
    public ErasureProgress erase(UUID organizationId, UUID developerId) {
        transaction.executeWithoutResult(status -> forget(organizationId, developerId));
        runs.run(organizationId, PATIENCE);
        return progress(organizationId, developerId);
    }

    /** @throws ProblemException {@code not_found} if nobody has asked for it */
    public ErasureProgress progress(UUID organizationId, UUID developerId) {
        return runs.progress(organizationId, developerId)
                .orElseThrow(() -> ProblemException.notFound("erasure of this developer"));
    }

    /** Whoever turns out to be an erased person wants the same. */
    @EventListener
    void follow(DevelopersMerged union) {
        if (store.find(union.organizationId(), union.survivorId())
                .filter(Person::erased)
                .isPresent()) {
            forget(union.organizationId(), union.survivorId());
        }
    }

    /** By what an erased person is known besides: texts must not speak of them so, either. */
    @EventListener
    void learn(ErasedPersonObserved observed) {
        PersonalTerms terms = new PersonalTerms();
        observed.names().forEach(terms::name);
        observed.keys().forEach(key -> add(terms, key));
        if (erasedPeople.know(observed.organizationId(), terms.all())) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            store.lock(observed.organizationId());
            erasedPeople.remember(observed.organizationId(), terms.all());
            runs.request(observed.organizationId(), observed.developerId(), clock.instant());
        });
    }

    private void forget(UUID organizationId, UUID developerId) {
        store.lock(organizationId);
        Person person =
                store.find(organizationId, developerId).orElseThrow(() -> ProblemException.notFound("developer"));
        List<PlainIdentity> identities = store.plainIdentities(developerId);
        List<String> names = store.earlierNames(developerId);
        if (person.erased() && identities.isEmpty() && names.isEmpty()) {
            return;
        }
        erasedPeople.remember(organizationId, terms(person, names, identities).all());
        identities.forEach(identity -> forget(organizationId, identity));
        store.erase(developerId, pseudonym(developerId), clock.instant());
        store.forgetNames(developerId);
        runs.request(organizationId, developerId, clock.instant());
        answers.forget(organizationId);
        audit.note(new Change(organizationId, "developer.erased", "developer", developerId, null, null));
        versions.bumpAndClear(organizationId);
    }

    private void forget(UUID organizationId, PlainIdentity identity) {
        store.erase(identity.id(), pseudonyms.of(organizationId, identity.key()));
        if (identity.key().kind() != IdentityKind.EMAIL) {
            store.forgetReleases(organizationId, identity.key());
        }
    }

    private static PersonalTerms terms(Person person, List<String> names, List<PlainIdentity> identities) {
        PersonalTerms terms = new PersonalTerms();
        names.forEach(terms::ownName);
        if (!person.erased()) {
            terms.ownName(person.name());
            if (person.email() != null) {
                terms.email(person.email());
            }
        }
        identities.stream().map(PlainIdentity::key).forEach(key -> add(terms, key));
        return terms;
    }

    private static void add(PersonalTerms terms, IdentityKey key) {
        if (key.kind() == IdentityKind.EMAIL) {
            terms.email(key.value());
        } else {
            terms.login(key.value());
        }
    }

    /** The end of an id is random and says nothing, but tells erased developers from each other. */
    private static String pseudonym(UUID developerId) {
        String id = developerId.toString();
        return "Erased developer " + id.substring(id.length() - 8);
    }
}
