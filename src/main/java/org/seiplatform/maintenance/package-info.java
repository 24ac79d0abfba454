/** Maintains what is stored: deletes facts past their retention, refreshes daily figures, and measures what waits for work. */
@NullMarked
package org.seiplatform.maintenance;

import org.jspecify.annotations.NullMarked;
