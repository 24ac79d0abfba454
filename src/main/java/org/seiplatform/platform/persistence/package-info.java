/** The database below all features: its edition, and identifiers. */
@NullMarked
package org.seiplatform.platform.persistence;

import org.jspecify.annotations.NullMarked;
