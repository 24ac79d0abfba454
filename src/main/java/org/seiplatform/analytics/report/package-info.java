/** The figures beyond the DORA metrics: activity, pull-request flow, reviews, collaboration, people, and how far to trust them. */
@NullMarked
package org.seiplatform.analytics.report;

import org.jspecify.annotations.NullMarked;
