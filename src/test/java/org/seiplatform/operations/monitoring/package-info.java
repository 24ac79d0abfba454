/** Shows with the real programs that what watches the platform sees it, calls when it should, and says what to do. */
@NullMarked
package org.seiplatform.operations.monitoring;

import org.jspecify.annotations.NullMarked;
