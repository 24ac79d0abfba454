/** Shows what the service says instead of starting. */
@NullMarked
package org.seiplatform.platform.startup;

import org.jspecify.annotations.NullMarked;
