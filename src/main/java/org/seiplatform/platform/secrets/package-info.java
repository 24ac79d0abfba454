/** Secrets that must be readable again: encrypted before they are stored. */
@NullMarked
package org.seiplatform.platform.secrets;

import org.jspecify.annotations.NullMarked;
