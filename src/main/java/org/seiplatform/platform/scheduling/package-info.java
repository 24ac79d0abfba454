/** Work that nobody asks for at the moment: what recurs. */
@NullMarked
package org.seiplatform.platform.scheduling;

import org.jspecify.annotations.NullMarked;
