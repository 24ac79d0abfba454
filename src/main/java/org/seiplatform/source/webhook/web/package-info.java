/** The HTTP face of integrations and webhooks. */
@NullMarked
package org.seiplatform.source.webhook.web;

import org.jspecify.annotations.NullMarked;
