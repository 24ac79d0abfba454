/** Who calls, and what they may do: API keys, tokens, roles and the organization they act for. */
@NullMarked
package org.seiplatform.platform.security;

import org.jspecify.annotations.NullMarked;
