/** The analytics endpoints. */
@NullMarked
package org.seiplatform.analytics.web;

import org.jspecify.annotations.NullMarked;
