/**
 * What callers notice when a part of the whole breaks: two packaged instances behind nginx, with PgBouncer, PostgreSQL and Redis as
 * real processes, are driven by mixed load, and one fault after another is done to them.
 */
@NullMarked
package org.seiplatform.reliability;

import org.jspecify.annotations.NullMarked;
