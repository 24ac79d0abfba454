package org.seiplatform.fact;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.seiplatform.developer.privacy.PersonalData;
import org.seiplatform.fact.merge.Effect;

/**
 * All that is done with the facts of one kind after a source has made events of them: how they are stored, for how long they are kept,
 * and what they say of people. Each kind has a package with one implementation, which is found as a bean.
 */
public interface FactType {

    FactKind kind();

    /**
     * Adds what the events need and the organization's other writers share. It happens before the transaction that stores them, so that
     * nobody waits for its end.
     *
     * @param events of any kind
     */
    default void prepare(UUID organizationId, Collection<? extends Event> events) {}

    /**
     * Stores the events of this kind of a batch, and reports what they change.
     *
     * @return what each of them meant to what was known before it, in their order
     */
    List<Effect> store(EventBatch batch);

    /** How its facts past their retention are found and deleted. */
    RetainedFacts retained();

    /** What its facts say of people. */
    PersonalData personalData();
}
