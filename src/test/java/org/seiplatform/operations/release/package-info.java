/** Shows that a release can be tested, switched to and taken back, and that two versions can run side by side. */
@NullMarked
package org.seiplatform.operations.release;

import org.jspecify.annotations.NullMarked;
