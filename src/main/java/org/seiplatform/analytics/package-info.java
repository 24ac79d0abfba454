/**
 * Answers how a team delivers, computed by SQL over the facts; here is what all figures are told in, and each package below
 * computes some of them.
 */
@NullMarked
package org.seiplatform.analytics;

import org.jspecify.annotations.NullMarked;
