package org.seiplatform.analytics;

import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.paging.Page;

/**
 * The rows behind a figure.
 *
 * @param count all rows, on this page and on others
 * @param medianSeconds the median over all of them of the duration that they show; null where none shows one
 */
public record Rows<T>(long count, @Nullable Double medianSeconds, Page<T> page) {}
