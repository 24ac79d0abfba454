/** Token buckets that keep one caller's haste from being everyone's wait; shared by all instances while Redis is there. */
@NullMarked
package org.seiplatform.platform.ratelimit;

import org.jspecify.annotations.NullMarked;
