/** Errors: one catalogue of problem types, and everything that can go wrong mapped to it (RFC 9457). */
@NullMarked
package org.seiplatform.platform.problem;

import org.jspecify.annotations.NullMarked;
