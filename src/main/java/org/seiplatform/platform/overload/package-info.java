/** Keeps the service quick for those it has let in: what is too much is turned away at once. */
@NullMarked
package org.seiplatform.platform.overload;

import org.jspecify.annotations.NullMarked;
