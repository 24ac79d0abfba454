/** Shows the DORA metrics of teams to Prometheus, where that is wanted. */
@NullMarked
package org.seiplatform.analytics.gauge;

import org.jspecify.annotations.NullMarked;
