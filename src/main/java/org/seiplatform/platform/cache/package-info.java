/** Keeps answers as they were sent, in memory and in Redis, for as long as nothing that they tell of has changed. */
@NullMarked
package org.seiplatform.platform.cache;

import org.jspecify.annotations.NullMarked;
