/** The API of organizations and of their API keys. */
@NullMarked
package org.seiplatform.organization.web;

import org.jspecify.annotations.NullMarked;
