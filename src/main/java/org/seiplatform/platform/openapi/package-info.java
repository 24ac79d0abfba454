/** The description of the API (OpenAPI 3.1): what all endpoints share, told once. */
@NullMarked
package org.seiplatform.platform.openapi;

import org.jspecify.annotations.NullMarked;
