/** Tells how much work waits in the database, for all instances together. */
@NullMarked
package org.seiplatform.ingest.monitoring;

import org.jspecify.annotations.NullMarked;
