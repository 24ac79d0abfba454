/** Teams, who belongs to them and which repositories they own. */
@NullMarked
package org.seiplatform.team;

import org.jspecify.annotations.NullMarked;
