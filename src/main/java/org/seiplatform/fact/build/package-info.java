/** Builds: runs of continuous integration. */
@NullMarked
package org.seiplatform.fact.build;

import org.jspecify.annotations.NullMarked;
