/** The endpoints of imports. */
@NullMarked
package org.seiplatform.source.git.web;

import org.jspecify.annotations.NullMarked;
