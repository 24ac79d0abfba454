/** What GitHub's webhook events mean: one adapter for each, a pure function of the payload. */
@NullMarked
package org.seiplatform.ingest.webhook.github;

import org.jspecify.annotations.NullMarked;
