/** Incidents: time to restore, and the incidents behind the figures. */
@NullMarked
package org.seiplatform.analytics.incident;

import org.jspecify.annotations.NullMarked;
