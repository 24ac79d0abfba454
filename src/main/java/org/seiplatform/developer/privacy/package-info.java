/** What people may ask of those who hold data on them: all of it, and that it be erased. */
@NullMarked
package org.seiplatform.developer.privacy;

import org.jspecify.annotations.NullMarked;
