/** The endpoints of imports. */
@NullMarked
package org.seiplatform.ingest.git.web;

import org.jspecify.annotations.NullMarked;
