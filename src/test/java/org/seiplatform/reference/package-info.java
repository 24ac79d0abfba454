/** Computes every figure of the metric definitions slowly and obviously from lists in memory, as the oracle for the SQL. */
@NullMarked
package org.seiplatform.reference;

import org.jspecify.annotations.NullMarked;
