/** Requests that create something and may be repeated under one key, with one effect and one answer. */
@NullMarked
package org.seiplatform.platform.idempotency;

import org.jspecify.annotations.NullMarked;
