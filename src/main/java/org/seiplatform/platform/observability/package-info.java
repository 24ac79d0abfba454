/** What lets the service be watched: metrics, traces, log lines, and the id under which a request can be followed. */
@NullMarked
package org.seiplatform.platform.observability;

import org.jspecify.annotations.NullMarked;
