/** Recurring work. */
@NullMarked
package org.seiplatform.platform.scheduling;

import org.jspecify.annotations.NullMarked;
