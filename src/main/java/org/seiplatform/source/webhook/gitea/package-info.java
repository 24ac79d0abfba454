/** Webhooks of Gitea and of Forgejo, which sends the same. */
@NullMarked
package org.seiplatform.source.webhook.gitea;

import org.jspecify.annotations.NullMarked;
