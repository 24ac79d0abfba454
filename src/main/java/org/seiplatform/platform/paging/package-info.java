/** Keyset pagination: pages, opaque cursors and links to the next page. */
@NullMarked
package org.seiplatform.platform.paging;

import org.jspecify.annotations.NullMarked;
