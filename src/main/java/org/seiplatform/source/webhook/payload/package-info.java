/** What the adapters of all providers share: reading a payload, and saying what it means. */
@NullMarked
package org.seiplatform.source.webhook.payload;

import org.jspecify.annotations.NullMarked;
