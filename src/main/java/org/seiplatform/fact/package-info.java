/** Stores facts: each once by its natural key, whatever sends it; a package for each kind, which implements {@link org.seiplatform.fact.FactType}. */
@NullMarked
package org.seiplatform.fact;

import org.jspecify.annotations.NullMarked;
