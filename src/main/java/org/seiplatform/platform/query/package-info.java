/** Query parameters: an operation is asked with those that it declares, and no others. */
@NullMarked
package org.seiplatform.platform.query;

import org.jspecify.annotations.NullMarked;
