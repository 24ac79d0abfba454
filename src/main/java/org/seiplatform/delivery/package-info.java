/** Derives what each successful deployment delivered, its kind and what it remediates, from the facts that ingest stores. */
@NullMarked
package org.seiplatform.delivery;

import org.jspecify.annotations.NullMarked;
