/** Takes events from GitHub and GitLab: integrations with their secrets, signed deliveries, and what became of each. */
@NullMarked
package org.seiplatform.source.webhook;

import org.jspecify.annotations.NullMarked;
