/** Local mode: a real PostgreSQL and Redis of its own, started and stopped with the service, for a laptop. */
@NullMarked
package org.seiplatform.local;

import org.jspecify.annotations.NullMarked;
