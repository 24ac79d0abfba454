/** The record of who did what to which object, and of who was not let: append-only, and telling when it was tampered with. */
@NullMarked
package org.seiplatform.platform.audit;

import org.jspecify.annotations.NullMarked;
