/** Secrets: those that are stored encrypted, and the service's own passwords, which change while it runs. */
@NullMarked
package org.seiplatform.platform.secrets;

import org.jspecify.annotations.NullMarked;
