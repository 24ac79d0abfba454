package org.seiplatform.analytics.dora;

import org.seiplatform.analytics.Percentiles;

/**
 * The change lead times of one period.
 *
 * @param changes the changes delivered
 * @param leadTime seconds
 */
record LeadTimeFigures(long changes, Percentiles leadTime) {}
