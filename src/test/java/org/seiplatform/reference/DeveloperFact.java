package org.seiplatform.reference;

import java.util.Set;

/**
 * A person that somebody registered, rather than one that events brought along.
 *
 * @param identities all of them are this one person's
 * @param bot whether it is flagged as a program
 */
record DeveloperFact(String name, Set<Identity> identities, boolean bot) {}
