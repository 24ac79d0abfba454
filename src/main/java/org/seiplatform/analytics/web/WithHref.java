package org.seiplatform.analytics.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A figure with the address of what stands behind it.
 *
 * @param href relative address of the rows that the figure was computed from
 */
record WithHref<T>(@JsonUnwrapped T figure, String href) {}
