/** Looks after what is stored: deletes facts past their retention, and keeps daily figures up to date. */
@NullMarked
package org.seiplatform.ingest.maintenance;

import org.jspecify.annotations.NullMarked;
