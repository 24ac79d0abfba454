/** Server-sent events. */
@NullMarked
package org.seiplatform.platform.stream;

import org.jspecify.annotations.NullMarked;
