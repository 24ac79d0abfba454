/** The endpoints that take events: one, an array, or a stream of any length. */
@NullMarked
package org.seiplatform.source.rest;

import org.jspecify.annotations.NullMarked;
