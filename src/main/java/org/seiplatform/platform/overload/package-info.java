/** Load shedding: an adaptive limit on the requests that are worked on at once. */
@NullMarked
package org.seiplatform.platform.overload;

import org.jspecify.annotations.NullMarked;
