/** The order in which requests pass filters and interceptors. Uses no other package, so that all others may use it. */
@NullMarked
package org.seiplatform.platform.filter;

import org.jspecify.annotations.NullMarked;
