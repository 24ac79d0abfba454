/** The HTTP face of integrations and webhooks. */
@NullMarked
package org.seiplatform.ingest.webhook.web;

import org.jspecify.annotations.NullMarked;
