/** What GitLab's webhook events mean: one adapter for each, a pure function of the payload. */
@NullMarked
package org.seiplatform.source.webhook.gitlab;

import org.jspecify.annotations.NullMarked;
