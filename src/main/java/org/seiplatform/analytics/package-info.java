/** Answers how a team delivers: the five DORA metrics and the figures around them, computed by SQL over the facts. */
@NullMarked
package org.seiplatform.analytics;

import org.jspecify.annotations.NullMarked;
