/** Pull requests with their reviews and comments. */
@NullMarked
package org.seiplatform.fact.pullrequest;

import org.jspecify.annotations.NullMarked;
