/** Commits: what events say of them, how their states merge, and their table. */
@NullMarked
package org.seiplatform.fact.commit;

import org.jspecify.annotations.NullMarked;
