/** Rate limits by token buckets, synchronized between instances through Redis, and the lockout of addresses that send wrong keys. */
@NullMarked
package org.seiplatform.platform.ratelimit;

import org.jspecify.annotations.NullMarked;
