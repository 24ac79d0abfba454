/** Any metric as a series of buckets; the packages that compute a metric say how it is read off their figures. */
@NullMarked
package org.seiplatform.analytics.trend;

import org.jspecify.annotations.NullMarked;
