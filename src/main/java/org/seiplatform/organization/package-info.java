/** Organizations: the tenants, what they have set, and the version of their data. */
@NullMarked
package org.seiplatform.organization;

import org.jspecify.annotations.NullMarked;
