/** The record of changes over HTTP. */
@NullMarked
package org.seiplatform.platform.audit.web;

import org.jspecify.annotations.NullMarked;
