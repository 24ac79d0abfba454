/** Shows that local mode keeps its data and leaves nothing behind. */
@NullMarked
package org.seiplatform.platform.local;

import org.jspecify.annotations.NullMarked;
