/** Authentication and authorization: API keys, tokens, roles and the organization that a caller acts for. */
@NullMarked
package org.seiplatform.platform.security;

import org.jspecify.annotations.NullMarked;
