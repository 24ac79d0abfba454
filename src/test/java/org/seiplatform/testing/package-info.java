/** What tests share: databases of every edition, each test context on an empty one of its own. */
@NullMarked
package org.seiplatform.testing;

import org.jspecify.annotations.NullMarked;
