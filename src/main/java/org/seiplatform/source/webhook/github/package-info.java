/** What GitHub's webhook events mean: one adapter for each, a pure function of the payload. */
@NullMarked
package org.seiplatform.source.webhook.github;

import org.jspecify.annotations.NullMarked;
