/** Knows how current what an instance remembers is: what was changed elsewhere makes it outdated here, within a second. */
@NullMarked
package org.seiplatform.platform.dataversion;

import org.jspecify.annotations.NullMarked;
