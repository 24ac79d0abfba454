/** Merges states of facts, so that what is stored depends on the set of events and not on their order. */
@NullMarked
package org.seiplatform.fact.merge;

import org.jspecify.annotations.NullMarked;
