/** People and the identities under which they appear in events. */
@NullMarked
package org.seiplatform.developer;

import org.jspecify.annotations.NullMarked;
