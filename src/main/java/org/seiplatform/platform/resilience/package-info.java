/** What stands between the service and everything remote: time-outs, circuit breakers, bulkheads and retries within a budget. */
@NullMarked
package org.seiplatform.platform.resilience;

import org.jspecify.annotations.NullMarked;
