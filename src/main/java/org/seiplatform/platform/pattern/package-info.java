/** Regular expressions that tenants write: one engine for all of them, of linear time and bounded size. */
@NullMarked
package org.seiplatform.platform.pattern;

import org.jspecify.annotations.NullMarked;
