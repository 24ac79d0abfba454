/** What must be right before the service starts, and how it says what is not. */
@NullMarked
package org.seiplatform.platform.startup;

import org.jspecify.annotations.NullMarked;
