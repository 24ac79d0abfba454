/** Source repositories. */
@NullMarked
package org.seiplatform.coderepo;

import org.jspecify.annotations.NullMarked;
