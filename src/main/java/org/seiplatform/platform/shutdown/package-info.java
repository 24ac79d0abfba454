/** Ends the service without anyone noticing: callers are sent elsewhere first, and work that is under way is handed over. */
@NullMarked
package org.seiplatform.platform.shutdown;

import org.jspecify.annotations.NullMarked;
