/** The database below all features: connections and their limits, the replica, the edition, and identifiers. */
@NullMarked
package org.seiplatform.platform.persistence;

import org.jspecify.annotations.NullMarked;
