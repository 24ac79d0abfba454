/** Incidents, and the deployments that senders lay them to. */
@NullMarked
package org.seiplatform.fact.incident;

import org.jspecify.annotations.NullMarked;
