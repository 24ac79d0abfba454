/** Technical code that knows no domain, split by concern. */
@NullMarked
package org.seiplatform.platform;

import org.jspecify.annotations.NullMarked;
