/** What lets a request be followed: its id. */
@NullMarked
package org.seiplatform.platform.observability;

import org.jspecify.annotations.NullMarked;
