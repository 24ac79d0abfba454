/** What every HTTP endpoint shares: strict JSON, limits, how parameters are read. */
@NullMarked
package org.seiplatform.platform.web;

import org.jspecify.annotations.NullMarked;
